-- Reminders: when the next one is due, counted from the mail before it, and how many were queued.
alter table attempt add column remind_at timestamp(6) with time zone;
alter table attempt add column reminders smallint default 0 not null;
create index attempt_to_remind on attempt (remind_at);
update attempt set remind_at = created_at + interval '2' day where outcome = 'OPEN' and undecided_since is null;

-- Links by which whoever owns an address stops all mail to it: the token's hash alone, and no trace of an attempt.
create table stop_link (
    petition_id  bigint not null references petition,
    token_hash   bytea not null,
    address_hash bytea not null,
    created_at   timestamp(6) with time zone not null,
    primary key (petition_id, token_hash)
);
create index stop_link_by_token on stop_link (token_hash);
create index stop_link_by_age on stop_link (created_at);

-- Addresses that get no mail: because their owner said so, or because mails to them come back.
create table address_mark (
    petition_id  bigint not null references petition,
    address_hash bytea not null,
    kind         varchar(12) not null check (kind in ('NEVER_WRITE', 'BOUNCED')),
    since        date not null,
    primary key (petition_id, address_hash, kind)
);

-- When a mail to the signer's address came back for good.
alter table signature add column bounced_at timestamp(6) with time zone;

create index outbox_about on outbox (petition_id, reference_id);
create index outbox_by_age on outbox (created_at);

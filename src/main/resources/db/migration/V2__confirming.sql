-- Links that lead on for as long as somebody may follow them, codes whose tries are counted alike for every address,
-- two people who share a mailbox, rules for addresses with a history, consents with their wording, and reviews.

-- The hash of the page's token that follows from each mailed link: whichever way is taken, the others lead there too.
alter table attempt add column page_hash bytea;
alter table fresh_link add column page_hash bytea;

-- Since when the present code is good; null means since the attempt was made.
alter table attempt add column code_at timestamp(6) with time zone;
alter table attempt drop column code_tries;

-- Under which version of the rules the address was hashed, and its hashes under earlier versions.
alter table attempt add column address_rules integer;
alter table attempt add column earlier_hashes bytea;
update attempt set address_rules = 1 where address_hash is not null;
alter table link_request add column address_rules integer default 1 not null;
alter table link_request add column earlier_hashes bytea;

-- Of several who signed with one address, whose page a mail leads to; kept until that mail has gone.
alter table attempt add column repeats bigint;
alter table attempt add constraint attempt_repeats_until_told check (repeats is null or sealed_address is not null);
alter table link_request add column signature_id bigint;

alter table signature add column address_rules integer default 1 not null;

-- Names are folded in another way from now on. A name without its hash is nobody else's than the address's.
update attempt set name_hash = null where name_hash is not null;
update signature set name_hash = null where name_hash is not null;

-- Which wording was consented to; null where there was no consent, or before wordings were kept.
alter table attempt add column consent_version integer;
alter table attempt add column handover_version integer;
alter table attempt add column news_version integer;
alter table signature add column consent_version integer;
alter table signature add column handover_version integer;
alter table signature add column handover_language varchar(16);
alter table signature add column handover_at timestamp(6) with time zone;
alter table signature add column news_version integer;

alter table attempt add constraint attempt_closed_leads_nowhere check (outcome = 'OPEN' or (page_hash is null
    and code_at is null and address_rules is null and earlier_hashes is null and consent_version is null
    and handover_version is null and news_version is null));

-- Times of signing are kept to the hour.
update signature set consented_at = date_trunc('HOUR', consented_at);
update page_link set created_at = date_trunc('HOUR', created_at);

-- Links that are over, so that whoever follows one is told why; kept for 90 days.
create table ended_link (
    petition_id bigint not null references petition,
    token_hash  bytea not null,
    why         varchar(8) not null check (why in ('EXPIRED', 'REPLACED', 'ERASED')),
    ended_on    date not null,
    primary key (petition_id, token_hash)
);
create index ended_link_by_token on ended_link (token_hash);
create index ended_link_by_day on ended_link (ended_on);

-- Each code that was typed, for whatever address; kept for 14 days.
create table code_try (
    petition_id  bigint not null references petition,
    address_hash bytea not null,
    tried_at     timestamp(6) with time zone not null
);
create index code_try_by_address on code_try (petition_id, address_hash, tried_at);
create index code_try_by_time on code_try (tried_at);

-- Codes that have confirmed, or whose link has: typed again they lead to the same page, as long as the link was good.
create table used_code (
    petition_id  bigint not null,
    code_hash    bytea not null,
    signature_id bigint not null,
    code_at      timestamp(6) with time zone not null,
    good_until   timestamp(6) with time zone not null,
    primary key (petition_id, code_hash),
    foreign key (petition_id, signature_id) references signature (petition_id, id)
);
create index used_code_by_signature on used_code (petition_id, signature_id);
create index used_code_by_time on used_code (good_until);

-- Every version of the rules for addresses that this portal has used, as JSON.
create table address_rules (
    version       integer not null primary key check (version > 0),
    rules         varchar(100000) not null,
    registered_at timestamp(6) with time zone not null
);

-- The wordings that signers have consented to.
create table consent_text (
    petition_id   bigint not null references petition,
    consent       varchar(8) not null check (consent in ('SIGNING', 'HANDOVER', 'NEWS')),
    language      varchar(16) not null,
    version       integer not null check (version > 0),
    sha256        bytea not null,
    text          varchar(10000) not null,
    registered_at timestamp(6) with time zone not null,
    primary key (petition_id, consent, language, version)
);

-- Signers who ask for a person to look again, and what they say, under the vault.
create table review_request (
    petition_id  bigint not null,
    signature_id bigint not null,
    asked_at     timestamp(6) with time zone not null,
    data_key_id  bigint,
    sealed_text  bytea,
    primary key (petition_id, signature_id),
    foreign key (petition_id, signature_id) references signature (petition_id, id),
    foreign key (petition_id, data_key_id) references data_key (petition_id, id)
);

-- Until when the exact times of what was closed and confirmed have been made coarse.
create table coarse_time (
    petition_id  bigint not null primary key references petition,
    coarse_until timestamp(6) with time zone not null
);
create index attempt_by_closing on attempt (petition_id, closed_at);

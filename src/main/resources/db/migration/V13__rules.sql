-- Rules that flag signatures which came together. What a rule says is never changed: another one takes its place, so
-- that what was flagged by it keeps its meaning.
create sequence flag_rule_seq start with 50 increment by 50;
create table flag_rule (
    id             bigint not null primary key,
    petition_id    bigint not null references petition,
    kind           varchar(16) not null check (kind in ('NETWORK', 'DOMAIN')),
    threshold      integer not null check (threshold >= 2),
    window_minutes integer not null check (window_minutes between 1 and 60),
    holds          boolean not null,
    active         boolean not null,
    -- signatures confirmed before this were looked at
    seen_until     timestamp(6) with time zone not null,
    made_at        timestamp(6) with time zone not null
);
create index flag_rule_of on flag_rule (petition_id);

-- What a rule flagged, and how many there were together.
create table rule_flag (
    petition_id  bigint not null,
    signature_id bigint not null,
    rule_id      bigint not null references flag_rule,
    together     integer not null,
    raised_at    timestamp(6) with time zone not null,
    primary key (petition_id, signature_id, rule_id),
    foreign key (petition_id, signature_id) references signature (petition_id, id)
);
create index rule_flag_by_rule on rule_flag (rule_id);

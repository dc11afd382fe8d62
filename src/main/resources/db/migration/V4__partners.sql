-- Servers of other organisations that send what was signed there. A key is kept as its hash alone.
create sequence partner_seq start with 50 increment by 50;
create table partner (
    id         bigint not null primary key,
    name       varchar(200) not null,
    contact    varchar(254) not null,
    key_hash   bytea not null unique,
    per_minute integer not null check (per_minute > 0),
    per_hour   integer not null check (per_hour > 0),
    made_at    timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);

-- Which partner sent an attempt. It names an organisation, never a person, and so may stay when the attempt is closed.
alter table attempt add column partner_id bigint;
alter table attempt add constraint attempt_of_partner foreign key (partner_id) references partner (id);

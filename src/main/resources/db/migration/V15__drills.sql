-- Test records that holders of a petition's key open: only a hash of the code in each is kept.
create sequence vault_drill_seq start with 50 increment by 50;
create table vault_drill (
    id          bigint not null primary key,
    petition_id bigint not null references petition,
    holder      varchar(80) not null,
    recovery    boolean not null,
    record      bytea not null,
    code_hash   bytea not null,
    made_at     timestamp(6) with time zone not null,
    passed_at   timestamp(6) with time zone
);
create index vault_drill_of on vault_drill (petition_id);

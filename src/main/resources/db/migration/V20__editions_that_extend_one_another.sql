-- Editions extend one another: what each one's tree came to, how each entry came in, and the copy that names nobody.
alter table edition add tree_size bigint;
alter table edition add peaks bytea;
alter table edition add manifest_sha256 bytea;
alter table edition add seal_level varchar(1) check (seal_level in ('B', 'T'));
alter table edition add checkpoint_key varchar(500);
alter table edition add redacted_name varchar(140);
alter table edition add redacted_sha256 bytea;

-- Nothing was ever delivered in the format before, and nothing can extend it: freeze again.
delete from edition_entry;
delete from edition_cell;
update edition set state = 'SUPERSEDED' where state <> 'DELIVERED';

alter table edition_entry add channel varchar(8) not null check (channel in ('PAGE', 'API', '*'));
create index edition_entry_by_signature on edition_entry (petition_id, signature_id);

drop table edition_cell;
create table edition_cell (
    petition_id     bigint not null,
    edition_id      bigint not null,
    country         varchar(2) not null,
    language        varchar(16) not null,
    period          varchar(7) not null,
    channel         varchar(8) not null,
    pooled_country  varchar(2) not null,
    pooled_language varchar(16) not null,
    pooled_period   varchar(7) not null,
    pooled_channel  varchar(8) not null,
    primary key (petition_id, edition_id, country, language, period, channel),
    foreign key (petition_id, edition_id) references edition (petition_id, id)
);

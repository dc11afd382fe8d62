-- A freeze copies millions of entries in one transaction, for minutes. A reference had each of them lock a signature, and
-- all of them the edition: whoever withdrew or confirmed meanwhile wrote more, and whoever reported on the edition or
-- stopped it waited for the end. What is copied is there, and no statement deletes an edition, nor a signature but those
-- that a trial made up, whose entries it deletes before them.
create table edition_entry_anew (
    petition_id         bigint not null,
    edition_id          bigint not null,
    signature_id        bigint not null,
    country             varchar(2) not null,
    language            varchar(16) not null,
    period              varchar(7) not null,
    channel             varchar(8) not null check (channel in ('PAGE', 'API', '*')),
    letter_version      integer not null,
    demands             integer not null,
    visibility          varchar(8) not null,
    name_commitment     bytea not null,
    initials_commitment bytea not null,
    primary key (petition_id, edition_id, signature_id)
);
insert into edition_entry_anew (petition_id, edition_id, signature_id, country, language, period, channel,
        letter_version, demands, visibility, name_commitment, initials_commitment)
    select petition_id, edition_id, signature_id, country, language, period, channel,
        letter_version, demands, visibility, name_commitment, initials_commitment
    from edition_entry;
drop table edition_entry;
alter table edition_entry_anew rename to edition_entry;
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
    primary key (petition_id, edition_id, country, language, period, channel)
);

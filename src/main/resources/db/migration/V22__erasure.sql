-- A petition that was closed long ago: what was not handed over by then never is.
create table petition_expiry (
    petition_id bigint not null primary key references petition,
    expired     boolean not null check (expired),
    expired_at  timestamp(6) with time zone not null,
    recorded_at timestamp(6) with time zone not null check (recorded_at >= expired_at),
    unique (petition_id, expired)
);

-- The erasure of those whom an edition holds, or of all that an expired petition has left. The database takes none
-- without a recorded delivery or expiry.
create sequence erasure_seq start with 50 increment by 50;
create table erasure (
    petition_id    bigint not null references petition,
    id             bigint not null,
    edition_id     bigint,
    handed_over    boolean,
    expired        boolean,
    begun_at       timestamp(6) with time zone not null,
    reached        bigint not null default 0,
    signatures     bigint not null default 0,
    addresses_kept bigint not null default 0,
    finished_at    timestamp(6) with time zone,
    audit_sequence bigint,
    audit_hash     bytea,
    primary key (petition_id, id),
    constraint edition_erased_once unique (petition_id, edition_id),
    constraint petition_erased_once unique (petition_id, expired),
    constraint erasure_follows_a_delivery foreign key (petition_id, edition_id, handed_over)
        references delivery (petition_id, edition_id, handed_over),
    constraint erasure_follows_an_expiry foreign key (petition_id, expired) references petition_expiry (petition_id, expired),
    constraint erasure_has_its_reason check (
        (edition_id is not null and handed_over is not null and handed_over and expired is null)
        or (edition_id is null and handed_over is null and expired is not null and expired)),
    constraint erasure_finished_is_noted check ((finished_at is null and audit_sequence is null and audit_hash is null)
        or (finished_at is not null and audit_sequence is not null and audit_hash is not null))
);

-- Erased on schedule, a signature still counts, and its address, under the keyed hash, still signs once. Only where
-- its signer wants to be told the news is the sealed address kept.
alter table signature add column erasure_id bigint;
alter table signature add column erased_at timestamp(6) with time zone;
alter table signature add constraint signature_erased_on_schedule foreign key (petition_id, erasure_id)
    references erasure (petition_id, id);
alter table signature drop constraint signature_living_is_whole;
alter table signature add constraint signature_living_is_whole check (state in ('WITHDRAWN', 'ERASED')
    or (address_hash is not null and country is not null and (erasure_id is not null
        or (sealed_identity is not null and sealed_address is not null and data_key_id is not null
            and address_key_id is not null))));
alter table signature add constraint signature_erased_on_schedule_names_nobody check (
    (erasure_id is null and erased_at is null)
    or (erasure_id is not null and erased_at is not null and sealed_identity is null and data_key_id is null
        and name_hash is null and domain_mark is null and network_mark is null
        and (news or (sealed_address is null and address_key_id is null))));

-- How an edition came to its addressee. An attempt that was refused is kept, and hands nothing over.
create sequence delivery_seq start with 50 increment by 50;
create table delivery (
    petition_id       bigint not null,
    id                bigint not null,
    edition_id        bigint not null,
    channel           varchar(10) not null check (channel in ('IN_PERSON', 'COURIER', 'POST', 'EMAIL')),
    outcome           varchar(10) not null check (outcome in ('MET', 'ACCEPTED', 'POSTED', 'REFUSED')),
    handed_over       boolean,
    delivered_at      timestamp(6) with time zone not null,
    carrier           varchar(200) not null,
    witness           varchar(200),
    tracking          varchar(100),
    note              varchar(2000),
    attachment_name   varchar(64),
    attachment_type   varchar(32),
    attachment_sha256 bytea,
    recorded_by       varchar(64) not null,
    recorded_at       timestamp(6) with time zone not null,
    primary key (petition_id, id),
    foreign key (petition_id, edition_id) references edition (petition_id, id),
    -- Null is never equal to null: any number of refusals, one success.
    constraint delivered_once unique (petition_id, edition_id, handed_over),
    constraint delivery_hands_over check ((outcome = 'REFUSED' and handed_over is null)
        or (outcome <> 'REFUSED' and handed_over is not null and handed_over)),
    constraint delivery_meets_in_person check (outcome <> 'MET' or channel = 'IN_PERSON'),
    constraint delivery_is_posted_afar check (outcome <> 'POSTED' or channel <> 'IN_PERSON'),
    constraint delivery_is_past check (delivered_at <= recorded_at),
    constraint delivery_attachment_is_whole check ((attachment_name is null and attachment_type is null
        and attachment_sha256 is null) or (attachment_name is not null and attachment_type is not null
        and attachment_sha256 is not null))
);
create index delivery_by_edition on delivery (petition_id, edition_id, delivered_at);

-- An edition is delivered exactly if a delivery that handed it over is recorded, and its number is then used up.
alter table edition add column handed_over boolean;
alter table edition add column delivered_at timestamp(6) with time zone;
alter table edition add column delivered_number integer;
alter table edition add constraint edition_was_handed_over foreign key (petition_id, id, handed_over)
    references delivery (petition_id, edition_id, handed_over);
alter table edition add constraint edition_number_delivered_once unique (petition_id, delivered_number);
alter table edition add constraint edition_delivered_is_whole check (
    (state <> 'DELIVERED' and handed_over is null and delivered_at is null and delivered_number is null)
    or (state = 'DELIVERED' and handed_over is not null and handed_over and delivered_at is not null
        and delivered_number is not null and delivered_number = number and sealed_at is not null
        and approved_at is not null and delivered_at >= sealed_at));

-- Since when, to the hour, a signature is no longer as an edition froze it; kept until that edition is handed over.
create table edition_change (
    petition_id  bigint not null,
    edition_id   bigint not null,
    signature_id bigint not null,
    changed_at   timestamp(6) with time zone not null,
    primary key (petition_id, edition_id, signature_id),
    foreign key (petition_id, edition_id) references edition (petition_id, id)
);

-- What the addressee answered, as staff tell it; only of what was handed over.
create table edition_answer (
    petition_id bigint not null,
    edition_id  bigint not null,
    handed_over boolean not null check (handed_over),
    answered_on date not null,
    text        varchar(1000) not null,
    recorded_by varchar(64) not null,
    recorded_at timestamp(6) with time zone not null,
    primary key (petition_id, edition_id),
    foreign key (petition_id, edition_id, handed_over) references delivery (petition_id, edition_id, handed_over)
);

-- One script for H2 and PostgreSQL. Rules that the code must never break are constraints here.
-- petition_id leads every key of a growing table, so that these can be distributed by petition.

create table petition (
    id               bigint not null primary key,
    slug             varchar(64) not null unique,
    vault_public_key bytea not null
);

-- Versions of the text. A version is of the whole petition: when one language changes, all get the next number,
-- so that a version alone never tells a signer's language.
create table letter (
    petition_id  bigint not null references petition,
    version      integer not null check (version > 0),
    language     varchar(16) not null,
    sha256       bytea not null,
    text         varchar(100000) not null,
    published_at timestamp(6) with time zone not null,
    primary key (petition_id, version, language)
);

-- Hourly keys for personal data, each wrapped to the petition's public key: the server cannot unwrap them.
create sequence data_key_seq start with 50 increment by 50;
create table data_key (
    petition_id bigint not null references petition,
    id          bigint not null,
    created_at  timestamp(6) with time zone not null,
    wrapped     bytea not null,
    primary key (petition_id, id)
);

-- Daily keys for the addresses of open attempts, wrapped by the master secret, deleted after 15 days.
create table address_key (
    of_day  date not null primary key,
    wrapped bytea not null
);

-- The ledger of what the public sent. While an attempt is open it holds sealed personal data; once closed, its
-- outcome alone. Only the sealed address may outlive the outcome, until the mail that tells the signer has gone.
create sequence attempt_seq start with 50 increment by 50;
create table attempt (
    petition_id         bigint not null references petition,
    id                  bigint not null,
    created_at          timestamp(6) with time zone not null,
    expires_at          timestamp(6) with time zone not null,
    channel             varchar(8) not null check (channel in ('PAGE', 'API')),
    language            varchar(16) not null,
    letter_version      integer not null,
    outcome             varchar(10) not null check (outcome in ('OPEN', 'CONFIRMED', 'DUPLICATE', 'EXPIRED', 'REFUSED')),
    closed_at           timestamp(6) with time zone,
    undecided_since     timestamp(6) with time zone,
    address_day         date,
    sealed_address      bytea,
    address_hash        bytea,
    name_hash           bytea,
    data_key_id         bigint,
    sealed_identity     bytea,
    name_commitment     bytea,
    initials_commitment bytea,
    own_copy            bytea,
    sealed_token_key_id bigint,
    sealed_token        bytea,
    token_hash          bytea,
    code_hash           bytea,
    code_tries          smallint not null default 0,
    country             char(2),
    demands             integer,
    visibility          varchar(8) check (visibility in ('COUNTED', 'INITIALS', 'FULL')),
    handover            boolean,
    news                boolean,
    primary key (petition_id, id),
    foreign key (petition_id, letter_version, language) references letter (petition_id, version, language),
    foreign key (petition_id, data_key_id) references data_key (petition_id, id),
    constraint attempt_open_is_whole check (outcome <> 'OPEN' or (closed_at is null and sealed_address is not null
        and address_hash is not null and sealed_identity is not null and data_key_id is not null
        and name_commitment is not null and initials_commitment is not null and token_hash is not null
        and country is not null and demands is not null and visibility is not null
        and handover is not null and news is not null)),
    constraint attempt_closed_names_nobody check (outcome = 'OPEN' or (closed_at is not null and address_hash is null
        and name_hash is null and sealed_identity is null and data_key_id is null and name_commitment is null
        and initials_commitment is null and own_copy is null and sealed_token is null and sealed_token_key_id is null and token_hash is null
        and code_hash is null and country is null and demands is null and visibility is null
        and handover is null and news is null)),
    constraint attempt_demands check (demands > 0),
    constraint attempt_handover_agreed check (visibility = 'COUNTED' or handover)
);
create index attempt_by_token on attempt (token_hash);
create index attempt_by_address on attempt (petition_id, address_hash);
create index attempt_undecided on attempt (undecided_since);
create index attempt_open_until on attempt (outcome, expires_at);

-- Links that were mailed later than the first one (a second sending, a reminder, a lost link).
create table fresh_link (
    petition_id bigint not null,
    token_hash  bytea not null,
    attempt_id  bigint not null,
    created_at  timestamp(6) with time zone not null,
    primary key (petition_id, token_hash),
    foreign key (petition_id, attempt_id) references attempt (petition_id, id)
);
create index fresh_link_by_token on fresh_link (token_hash);

create sequence signature_seq start with 50 increment by 50;
create table signature (
    petition_id         bigint not null references petition,
    id                  bigint not null,
    confirmed_at        timestamp(6) with time zone not null,
    consented_at        timestamp(6) with time zone not null,
    state               varchar(10) not null check (state in ('CONFIRMED', 'HELD', 'STRUCK_OUT', 'WITHDRAWN', 'ERASED')),
    channel             varchar(8) not null check (channel in ('PAGE', 'API')),
    language            varchar(16) not null,
    letter_version      integer not null,
    country             char(2),
    demands             integer not null check (demands > 0),
    visibility          varchar(8) not null check (visibility in ('COUNTED', 'INITIALS', 'FULL')),
    handover            boolean not null,
    news                boolean not null,
    address_hash        bytea,
    slot                smallint not null default 1 check (slot in (1, 2)),
    name_hash           bytea,
    data_key_id         bigint,
    sealed_identity     bytea,
    address_key_id      bigint,
    sealed_address      bytea,
    name_commitment     bytea not null,
    initials_commitment bytea not null,
    primary key (petition_id, id),
    constraint one_address_counts_once unique (petition_id, address_hash, slot),
    foreign key (petition_id, letter_version, language) references letter (petition_id, version, language),
    foreign key (petition_id, data_key_id) references data_key (petition_id, id),
    foreign key (petition_id, address_key_id) references data_key (petition_id, id),
    constraint signature_handover_agreed check (visibility = 'COUNTED' or handover),
    constraint signature_erased_names_nobody check (state <> 'ERASED' or (sealed_identity is null
        and sealed_address is null and name_hash is null and data_key_id is null and address_key_id is null)),
    constraint signature_withdrawn_frees_its_address check (state <> 'WITHDRAWN' or address_hash is null),
    constraint signature_living_is_whole check (state in ('WITHDRAWN', 'ERASED') or (sealed_identity is not null
        and sealed_address is not null and data_key_id is not null and address_key_id is not null
        and address_hash is not null and country is not null))
);
create index signature_by_time on signature (petition_id, confirmed_at);

-- A signer's own page: only the token's hash, and their own data under a key derived from the token.
create table page_link (
    petition_id  bigint not null,
    token_hash   bytea not null,
    signature_id bigint not null,
    own_copy     bytea,
    created_at   timestamp(6) with time zone not null,
    primary key (petition_id, token_hash),
    foreign key (petition_id, signature_id) references signature (petition_id, id)
);
create index page_link_by_token on page_link (token_hash);
create index page_link_by_signature on page_link (petition_id, signature_id);

-- Somebody asks for the link to their page again: their sealed address, until a worker has looked it up.
create sequence link_request_seq start with 50 increment by 50;
create table link_request (
    petition_id     bigint not null references petition,
    id              bigint not null,
    created_at      timestamp(6) with time zone not null,
    language        varchar(16) not null,
    undecided_since timestamp(6) with time zone,
    address_hash    bytea not null,
    address_day     date not null,
    sealed_address  bytea not null,
    primary key (petition_id, id)
);
create index link_request_undecided on link_request (undecided_since);

-- How many mails an address was sent on a day, so that nobody can be flooded; kept for 14 days.
create table mail_tally (
    petition_id  bigint not null references petition,
    address_hash bytea not null,
    of_day       date not null,
    mails        integer not null,
    primary key (petition_id, address_hash, of_day)
);

-- What is to be mailed: references, never an address.
create sequence outbox_seq start with 50 increment by 50;
create table outbox (
    petition_id  bigint not null references petition,
    id           bigint not null,
    kind         varchar(24) not null,
    reference_id bigint not null,
    language     varchar(16) not null,
    created_at   timestamp(6) with time zone not null,
    next_try_at  timestamp(6) with time zone,
    tries        integer not null default 0,
    failure      varchar(200),
    primary key (petition_id, id)
);
create index outbox_due on outbox (next_try_at);

-- The published count: moved on by one job, in windows that lag behind.
create table published_count (
    petition_id  bigint not null references petition primary key,
    total        bigint not null,
    folded_until timestamp(6) with time zone not null,
    recount_due  boolean not null default false
);

create table job_lease (
    name   varchar(64) not null primary key,
    holder varchar(64) not null,
    until  timestamp(6) with time zone not null
);

-- One row a petition, locked by a freeze: the petition's own row is shared by everyone who signs meanwhile.
create table edition_turn (
    petition_id bigint not null primary key references petition
);

create sequence edition_seq start with 50 increment by 50;
create table edition (
    petition_id  bigint not null references petition,
    id           bigint not null,
    number       integer not null check (number > 0),
    state        varchar(10) not null check (state in ('COMPILING', 'LOCKED', 'SEALED', 'FAILED', 'SUPERSEDED', 'DELIVERED')),
    stage        varchar(12) not null,
    rows_total   bigint not null default 0,
    rows_done    bigint not null default 0,
    cutoff_at    timestamp(6) with time zone not null,
    requested_by varchar(64) not null,
    requested_at timestamp(6) with time zone not null,
    accounting   varchar(2000),
    job_id       bigint,
    alive_at     timestamp(6) with time zone,
    root         bytea,
    file_name    varchar(120),
    file_sha256  bytea,
    seal_sha256  bytea,
    sealed_at    timestamp(6) with time zone,
    failure      varchar(200),
    primary key (petition_id, id)
);

-- What an edition froze of each signature; later changes of the signature leave it as it was.
create table edition_entry (
    petition_id         bigint not null,
    edition_id          bigint not null,
    signature_id        bigint not null,
    country             varchar(2) not null,
    language            varchar(16) not null,
    period              varchar(7) not null,
    letter_version      integer not null,
    demands             integer not null,
    visibility          varchar(8) not null,
    name_commitment     bytea not null,
    initials_commitment bytea not null,
    primary key (petition_id, edition_id, signature_id),
    foreign key (petition_id, edition_id) references edition (petition_id, id),
    foreign key (petition_id, signature_id) references signature (petition_id, id)
);

-- During a freeze only: under which cell each combination of country, language and month is published.
create table edition_cell (
    petition_id     bigint not null,
    edition_id      bigint not null,
    country         varchar(2) not null,
    language        varchar(16) not null,
    period          varchar(7) not null,
    pooled_country  varchar(2) not null,
    pooled_language varchar(16) not null,
    pooled_period   varchar(7) not null,
    primary key (petition_id, edition_id, country, language, period),
    foreign key (petition_id, edition_id) references edition (petition_id, id)
);

create table audit_entry (
    sequence bigint not null primary key check (sequence > 0),
    at       timestamp(6) with time zone not null,
    actor    varchar(64) not null,
    action   varchar(64) not null,
    subject  varchar(200) not null,
    detail   varchar(4000) not null,
    previous bytea not null,
    hash     bytea not null
);

-- One row: whoever appends to the audit log holds it until the end of the transaction.
create table audit_turn (
    id integer not null primary key check (id = 1)
);
insert into audit_turn (id) values (1);

create sequence staff_seq start with 50 increment by 50;
create table staff (
    id            bigint not null primary key,
    name          varchar(200) not null,
    email         varchar(254) not null unique,
    password_hash varchar(400) not null,
    created_at    timestamp(6) with time zone not null
);
create table staff_role (
    staff_id bigint not null references staff,
    role     varchar(16) not null check (role in ('MODERATOR', 'EDITOR', 'SUBMITTER', 'APPROVER', 'AUDITOR', 'ADMINISTRATOR')),
    primary key (staff_id, role)
);

-- The one-time link that makes the first administrator: its hash, until it is used.
create table setup_link (
    token_hash bytea not null primary key,
    created_at timestamp(6) with time zone not null
);

-- Log-ins of staff. The browser has the token, a row its hash; a row that has ended is kept a while to say why.
create sequence staff_session_seq start with 50 increment by 50;
create table staff_session (
    id         bigint not null primary key,
    token_hash bytea not null unique,
    staff_id   bigint not null references staff,
    started_at timestamp(6) with time zone not null,
    -- when somebody last did something; a minute late at most
    seen_at    timestamp(6) with time zone not null,
    -- when the second factor was last shown
    factor_at  timestamp(6) with time zone,
    -- what a passkey is to sign, once
    challenge  bytea,
    asked_at   timestamp(6) with time zone,
    ended_at   timestamp(6) with time zone,
    ended_why  varchar(16),
    check ((ended_at is null) = (ended_why is null)),
    check ((challenge is null) = (asked_at is null))
);
create index staff_session_of on staff_session (staff_id);

-- One-time codes by the clock (RFC 6238): a secret that counts, one that its owner has still to show a code of, or both.
create table staff_totp (
    staff_id    bigint not null primary key references staff,
    secret      bytea,
    -- the step of the last code that was taken: none up to it is taken again
    last_step   bigint not null,
    pending     bytea,
    changed_at  timestamp(6) with time zone not null,
    check (secret is not null or pending is not null)
);

-- Codes on paper, each good once: a row goes when its code is used.
create table staff_recovery_code (
    code_hash bytea not null primary key,
    staff_id  bigint not null references staff
);
create index staff_recovery_code_of on staff_recovery_code (staff_id);

create sequence staff_passkey_seq start with 50 increment by 50;
create table staff_passkey (
    id            bigint not null primary key,
    staff_id      bigint not null references staff,
    credential_id bytea not null unique,
    name          varchar(100) not null,
    -- the attested credential data of WebAuthn, with the public key
    credential    bytea not null,
    sign_count    bigint not null,
    made_at       timestamp(6) with time zone not null,
    used_at       timestamp(6) with time zone
);
create index staff_passkey_of on staff_passkey (staff_id);

-- Tries that failed, by a keyed mark of what was tried or from where: forgotten after hours.
create table staff_tries (
    mark    varchar(64) not null primary key,
    tries   integer not null check (tries > 0),
    last_at timestamp(6) with time zone not null
);

-- The way back in, offered on the machine's console.
create table staff_rescue (
    token_hash bytea not null primary key,
    staff_id   bigint not null references staff,
    good_until timestamp(6) with time zone not null
);

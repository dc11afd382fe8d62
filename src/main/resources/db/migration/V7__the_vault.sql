-- Since when everything is shut, because somebody sounded the alarm; no row if nobody has.
create table panic (
    id    integer not null primary key check (id = 1),
    since timestamp(6) with time zone not null,
    actor varchar(64) not null
);

-- Until when a petition's vault may be open; null if it is locked. No row if nobody has locked or unlocked it yet: then
-- it is open wherever its private key lies, as in a trial.
create table vault_state (
    petition_id bigint not null references petition primary key,
    open_until  timestamp(6) with time zone,
    actor       varchar(64) not null,
    changed_at  timestamp(6) with time zone not null
);

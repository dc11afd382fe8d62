-- Signatures by nobody, with which staff fill a trial to see it at work, and the forms that belong to them.
alter table attempt add column generated boolean default false not null;
alter table signature add column generated boolean default false not null;

-- How far a petition is filled, while it is filled or emptied.
create table trial_filling (
    petition_id bigint not null primary key references petition,
    wanted      bigint not null,
    made        bigint not null,
    asked_by    varchar(64) not null,
    check (wanted >= 0 and made >= 0)
);

-- For which attempts it is still to be decided what mail goes out: a narrow row each, which is written with the attempt
-- and deleted afterwards. To note it in the attempt itself meant to write that, with all its indexes, anew.
-- No reference: an attempt is not deleted while it is open, and a row without one is passed over.
create table undecided_attempt (
    petition_id bigint not null,
    attempt_id  bigint not null,
    since       timestamp(6) with time zone not null,
    primary key (petition_id, attempt_id)
);
create index undecided_attempt_due on undecided_attempt (since);

insert into undecided_attempt (petition_id, attempt_id, since)
    select petition_id, id, undecided_since from attempt where outcome = 'OPEN' and undecided_since is not null;

drop index attempt_undecided;
alter table attempt drop column undecided_since;

-- Marks: what a form's address and network are compared by, never what they are.

-- Daily keys under which networks are told apart, wrapped by the master secret, deleted when their day is over.
create table network_key (
    of_day  date not null primary key,
    wrapped bytea not null
);

-- A network's mark begins with its day (yyMMdd), so that those whose time is over lie together.
alter table attempt add column domain_mark varchar(12);
alter table attempt add column network_mark varchar(16);
alter table signature add column domain_mark varchar(12);
alter table signature add column network_mark varchar(16);
alter table attempt add constraint attempt_closed_bears_no_mark check (outcome = 'OPEN' or (domain_mark is null
    and network_mark is null));
alter table signature add constraint signature_gone_bears_no_mark check (state not in ('WITHDRAWN', 'ERASED')
    or (domain_mark is null and network_mark is null));
create index signature_by_domain on signature (petition_id, domain_mark, state, consented_at, id);
create index signature_by_network on signature (petition_id, network_mark);

-- What the dashboard and the accounting count lies in indexes as a whole: rows are wide, and need not be read for it.
drop index if exists signature_by_time;
create index signature_by_time_and_marks on signature (petition_id, confirmed_at, domain_mark, network_mark);
create index signature_by_choices on signature (petition_id, state, country, language, demands, confirmed_at);
create index attempt_by_sending on attempt (petition_id, created_at, outcome, closed_at);

-- The end of the audit log, as it was published on a day. Whoever writes the log anew contradicts what others have read.
create table published_head (
    published_on date not null primary key,
    sequence     bigint not null check (sequence > 0),
    hash         bytea not null,
    at           timestamp(6) with time zone not null
);

-- For the page that shows what one person did, or what was done of one kind, newest first.
create index audit_entry_actor on audit_entry (actor, sequence);
create index audit_entry_action on audit_entry (action, sequence);

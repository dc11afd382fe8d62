-- The team: who was asked to join and has not answered, and who left. An account is never deleted: the audit log names it.
alter table staff add deactivated_at timestamp(6) with time zone;

create sequence invitation_seq start with 50 increment by 50;
create table invitation (
    id         bigint not null primary key,
    email      varchar(254) not null unique,
    invited_by bigint not null references staff,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    check (expires_at > created_at)
);
create table invitation_role (
    invitation_id bigint not null references invitation on delete cascade,
    role          varchar(16) not null check (role in ('MODERATOR', 'EDITOR', 'SUBMITTER', 'APPROVER', 'AUDITOR', 'ADMINISTRATOR')),
    primary key (invitation_id, role)
);

-- The links that were mailed: their hashes. A mail that may have gone twice has two.
create table invitation_link (
    token_hash    bytea not null primary key,
    invitation_id bigint not null references invitation on delete cascade
);
create index invitation_link_of on invitation_link (invitation_id);

-- The second person who lets a package go out is never the first.
alter table edition add approved_by varchar(64);
alter table edition add approved_at timestamp(6) with time zone;
alter table edition add constraint edition_approved_by_another check (approved_by is null or approved_by <> requested_by);

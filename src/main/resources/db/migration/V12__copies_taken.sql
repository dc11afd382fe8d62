-- Copies of data that an account took within the last hour: nobody takes many.
create table export_taken (
    staff_id bigint not null references staff,
    taken_at timestamp(6) with time zone not null
);
create index export_taken_by on export_taken (staff_id, taken_at);

-- Who carried an edition, who was there, what was noted and photographed is destroyed with its signers; that it was handed
-- over, when, how and with what outcome stays.
alter table delivery alter column carrier drop not null;
alter table delivery add column erased_at timestamp(6) with time zone;
alter table delivery add constraint delivery_erased_names_nobody check (
    (erased_at is null and carrier is not null)
    or (erased_at is not null and carrier is null and witness is null and tracking is null and note is null
        and attachment_name is null and attachment_type is null and attachment_sha256 is null));

-- Which node has the key of an attempt's first link in its memory: that node writes the mail while it lives, since a link
-- that another one makes cannot open the signer's own copy. Null: any node may.
alter table undecided_attempt add column home bigint;
alter table outbox add column home bigint;

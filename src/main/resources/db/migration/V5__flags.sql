-- Why a form looked unusual when it was sent; a signature that is made of it is held until a person has looked.
alter table attempt add column flags varchar(100);
alter table signature add column flags varchar(100);

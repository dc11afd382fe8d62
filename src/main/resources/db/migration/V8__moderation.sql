-- What staff decide about signatures, each decision with a reason that its signer reads, and the lists they find them by.

-- Reasons are a list that staff edit. A reason that was given stays; one that is retired can no longer be given.
create table decision_reason (
    code       varchar(32) not null primary key,
    place      integer not null,
    rulings    varchar(40) not null,
    retired_at timestamp(6) with time zone
);
create table decision_reason_text (
    code     varchar(32) not null references decision_reason,
    language varchar(16) not null,
    text     varchar(300) not null,
    primary key (code, language)
);

-- A decision about many: its signatures are listed when they are counted, and decided one after the other.
create sequence bulk_seq start with 50 increment by 50;
create table bulk (
    petition_id  bigint not null references petition,
    id           bigint not null,
    state        varchar(10) not null check (state in ('COUNTED', 'RUNNING', 'DONE', 'CANCELLED', 'UNDOING', 'UNDONE')),
    criteria     varchar(500) not null,
    ruling       varchar(10) not null check (ruling in ('HOLD', 'RELEASE', 'STRIKE_OUT', 'RESTORE')),
    reason       varchar(32) not null references decision_reason,
    counted      bigint not null,
    decided      bigint not null default 0,
    passed       bigint not null default 0,
    undone       bigint not null default 0,
    reached      bigint not null default 0,
    requested_by varchar(64) not null,
    requested_at timestamp(6) with time zone not null,
    undone_by    varchar(64),
    ended_at     timestamp(6) with time zone,
    primary key (petition_id, id)
);
create index bulk_by_state on bulk (state, requested_at);

-- Appended only. The number of a decision counts those about its signature from 1, so two at once cannot both be next.
create table decision (
    petition_id  bigint not null,
    signature_id bigint not null,
    number       integer not null check (number > 0),
    ruling       varchar(10) not null check (ruling in ('HOLD', 'RELEASE', 'STRIKE_OUT', 'RESTORE')),
    was          varchar(10) not null check (was in ('CONFIRMED', 'HELD', 'STRUCK_OUT')),
    reason       varchar(32) not null references decision_reason,
    decided_by   varchar(64) not null,
    decided_at   timestamp(6) with time zone not null,
    undoes       integer,
    bulk_id      bigint,
    primary key (petition_id, signature_id, number),
    foreign key (petition_id, signature_id) references signature (petition_id, id),
    foreign key (petition_id, bulk_id) references bulk (petition_id, id),
    constraint decision_undoes_an_earlier_one check (undoes < number)
);
create index decision_by_reason on decision (petition_id, ruling, reason);

-- The signatures of a decision about many, as they were counted.
create table bulk_item (
    petition_id  bigint not null,
    bulk_id      bigint not null,
    signature_id bigint not null,
    primary key (petition_id, bulk_id, signature_id),
    foreign key (petition_id, bulk_id) references bulk (petition_id, id),
    foreign key (petition_id, signature_id) references signature (petition_id, id)
);

-- A request for review is answered by the next decision; after that its signer may ask again.
alter table review_request add column answered_at timestamp(6) with time zone;
create index review_request_open on review_request (petition_id, answered_at, asked_at, signature_id);

-- Staff turn the pages of signatures by the hour they were signed in, which never changes. Whatever they filter by, a
-- page is a few ranges of one of these: what is not filtered by has few values, and each of them is a range.
create index signature_by_state on signature (petition_id, state, language, channel, consented_at, id);
create index signature_by_country on signature (petition_id, country, state, language, channel, consented_at, id);
create index signature_by_flags on signature (petition_id, flags, state, consented_at, id);

insert into decision_reason (code, place, rulings) values
    ('TO_BE_LOOKED_AT', 10, 'HOLD'),
    ('IN_ORDER', 20, 'RELEASE RESTORE'),
    ('MISTAKE', 30, 'RELEASE RESTORE'),
    ('PROGRAM', 40, 'STRIKE_OUT'),
    ('SIGNED_TWICE', 50, 'STRIKE_OUT'),
    ('NO_NAME', 60, 'STRIKE_OUT'),
    ('SOMEBODY_ELSE', 70, 'STRIKE_OUT'),
    ('OTHER', 80, 'HOLD RELEASE STRIKE_OUT RESTORE'),
    ('TAKEN_BACK', 90, '');

insert into decision_reason_text (code, language, text) values
    ('TO_BE_LOOKED_AT', 'en', 'Something about it is unusual, and a person will look at it.'),
    ('TO_BE_LOOKED_AT', 'fr', 'Quelque chose y est inhabituel, et une personne va l’examiner.'),
    ('TO_BE_LOOKED_AT', 'ru', 'В ней есть что-то необычное, и её посмотрит человек.'),
    ('TO_BE_LOOKED_AT', 'ky', 'Анда адаттан тыш бир нерсе бар, аны адам карап чыгат.'),
    ('TO_BE_LOOKED_AT', 'uz', 'Unda gʻayrioddiy narsa bor, uni odam koʻrib chiqadi.'),
    ('TO_BE_LOOKED_AT', 'ar', 'فيه شيء غير معتاد، وسيطّلع عليه شخص.'),
    ('IN_ORDER', 'en', 'A person looked at it and found it in order.'),
    ('IN_ORDER', 'fr', 'Une personne l’a examinée et l’a trouvée en ordre.'),
    ('IN_ORDER', 'ru', 'Человек проверил её: всё в порядке.'),
    ('IN_ORDER', 'ky', 'Аны адам карап чыкты: баары жайында.'),
    ('IN_ORDER', 'uz', 'Uni odam koʻrib chiqdi: hammasi joyida.'),
    ('IN_ORDER', 'ar', 'اطّلع عليه شخص ووجده سليمًا.'),
    ('MISTAKE', 'en', 'An earlier decision about it was a mistake.'),
    ('MISTAKE', 'fr', 'Une décision précédente à son sujet était une erreur.'),
    ('MISTAKE', 'ru', 'Прежнее решение о ней было ошибкой.'),
    ('MISTAKE', 'ky', 'Ал тууралуу мурунку чечим ката болгон.'),
    ('MISTAKE', 'uz', 'U haqdagi oldingi qaror xato edi.'),
    ('MISTAKE', 'ar', 'كان القرار السابق بشأنه خطأً.'),
    ('PROGRAM', 'en', 'It seems to have been sent by a program, not by a person.'),
    ('PROGRAM', 'fr', 'Elle semble avoir été envoyée par un programme, et non par une personne.'),
    ('PROGRAM', 'ru', 'Похоже, её отправила программа, а не человек.'),
    ('PROGRAM', 'ky', 'Аны адам эмес, программа жөнөткөн окшойт.'),
    ('PROGRAM', 'uz', 'Uni odam emas, dastur yuborganga oʻxshaydi.'),
    ('PROGRAM', 'ar', 'يبدو أن برنامجًا أرسله، لا شخصًا.'),
    ('SIGNED_TWICE', 'en', 'The same person seems to have signed more than once.'),
    ('SIGNED_TWICE', 'fr', 'La même personne semble avoir signé plusieurs fois.'),
    ('SIGNED_TWICE', 'ru', 'Похоже, один и тот же человек подписал несколько раз.'),
    ('SIGNED_TWICE', 'ky', 'Бир эле адам бир нече жолу кол койгон окшойт.'),
    ('SIGNED_TWICE', 'uz', 'Bir kishi bir necha marta imzolaganga oʻxshaydi.'),
    ('SIGNED_TWICE', 'ar', 'يبدو أن الشخص نفسه وقّع أكثر من مرة.'),
    ('NO_NAME', 'en', 'What was given as a name does not seem to be one.'),
    ('NO_NAME', 'fr', 'Ce qui a été donné comme nom ne semble pas en être un.'),
    ('NO_NAME', 'ru', 'То, что указано как имя, не похоже на имя.'),
    ('NO_NAME', 'ky', 'Ат катары жазылган нерсе атка окшобойт.'),
    ('NO_NAME', 'uz', 'Ism sifatida yozilgan narsa ismga oʻxshamaydi.'),
    ('NO_NAME', 'ar', 'ما كُتب في خانة الاسم لا يبدو اسمًا.'),
    ('SOMEBODY_ELSE', 'en', 'It seems to have been signed in somebody else’s name.'),
    ('SOMEBODY_ELSE', 'fr', 'Elle semble avoir été signée au nom de quelqu’un d’autre.'),
    ('SOMEBODY_ELSE', 'ru', 'Похоже, подпись поставлена от чужого имени.'),
    ('SOMEBODY_ELSE', 'ky', 'Башка бирөөнүн атынан кол коюлган окшойт.'),
    ('SOMEBODY_ELSE', 'uz', 'Boshqa birovning nomidan imzolanganga oʻxshaydi.'),
    ('SOMEBODY_ELSE', 'ar', 'يبدو أنه وُقّع باسم شخص آخر.'),
    ('OTHER', 'en', 'For another reason. Write to us if you want to know more.'),
    ('OTHER', 'fr', 'Pour une autre raison. Écrivez-nous si vous voulez en savoir plus.'),
    ('OTHER', 'ru', 'По другой причине. Если хотите узнать больше, напишите нам.'),
    ('OTHER', 'ky', 'Башка себептен. Көбүрөөк билгиңиз келсе, бизге жазыңыз.'),
    ('OTHER', 'uz', 'Boshqa sababga koʻra. Koʻproq bilmoqchi boʻlsangiz, bizga yozing.'),
    ('OTHER', 'ar', 'لسبب آخر. اكتب إلينا إن أردت معرفة المزيد.'),
    ('TAKEN_BACK', 'en', 'A decision about several signatures was taken back.'),
    ('TAKEN_BACK', 'fr', 'Une décision concernant plusieurs signatures a été annulée.'),
    ('TAKEN_BACK', 'ru', 'Решение о нескольких подписях отменено.'),
    ('TAKEN_BACK', 'ky', 'Бир нече кол тамга тууралуу чечим кайтарылып алынды.'),
    ('TAKEN_BACK', 'uz', 'Bir nechta imzo haqidagi qaror bekor qilindi.'),
    ('TAKEN_BACK', 'ar', 'أُلغي قرار يخص عدة تواقيع.');

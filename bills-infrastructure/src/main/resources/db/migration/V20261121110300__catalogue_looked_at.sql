-- A catalogue that looks wrong (most of it gone, prices tenfold) is not believed, until a person has looked and says so.

alter table provider_catalogue add column looked_at boolean not null default false;
comment on column provider_catalogue.looked_at is 'set by a person: the next catalogue is right though it looks wrong; ends when it is taken';

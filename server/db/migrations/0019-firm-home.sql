-- Duties of a firm and of its people (docs/decisions/0013): rows of deadlines without a programme. One that names a
-- person is that person's own.
alter table deadlines add column person_id uuid references people (id);
create index deadlines_person on deadlines (person_id, due_on) where person_id is not null and met_at is null and stopped_at is null;

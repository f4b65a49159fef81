-- Parts that wait for confirmation, the longest waiting first; the function of the home page is in 0019, where every
-- table that it reads is there.
create index parts_reported on parts (programme_id, reported_at) where state = 'reported';

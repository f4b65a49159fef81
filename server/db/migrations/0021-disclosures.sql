-- What was handed over by day, and copies that are owed back, whatever the act was that let them out (C25).
create index secret_steps_disclosed on secret_steps (org_id, asked_at desc) where kind = 'disclose';
create index secret_steps_owed on secret_steps (secret_id, due_back_on)
  where due_back_on is not null and returned_at is null;

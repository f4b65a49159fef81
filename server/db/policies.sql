-- Today's whole truth about who sees and touches which row. Re-runnable: it drops every policy first.
-- Three helpers make the conditions: mine(column), below(column), shared(noun, column). They return SQL text, so
-- that the planner sees plain conditions and reads each setting once (a sub-select), as house style 8 measured.
-- humi_app: requests of signed-in people. humi_gate: sign-in and invitations only. humi_system: schedules.
do $policies$
declare
  t record;
  mine text := $q$(%s = (select nullif(current_setting('humi.org', true), '')::uuid))$q$;
  below text := $q$(starts_with(%s, (select coalesce(nullif(current_setting('humi.below', true), ''), '!'))))$q$;
  shared text := $q$(%s = any (coalesce((select nullif(current_setting('humi.programmes', true), '')::uuid[]), '{}'::uuid[])))$q$;
  me text := $q$(%s = (select nullif(current_setting('humi.person', true), '')::uuid))$q$;
  role_is text := $q$((select coalesce(nullif(current_setting('humi.roles', true), ''), '{}')::text[]) && %L::text[])$q$;
  signed_in text := $q$((select nullif(current_setting('humi.person', true), '')) is not null)$q$;
  -- Programmes that the actor's own organisation leads, read once a statement.
  led text := $q$(%s = any (array(select p.id from programmes p where p.org_id = (select nullif(current_setting('humi.org', true), '')::uuid))))$q$;
  -- Exhibits that the actor's organisation has or had, read once a statement.
  kept text := $q$(%s = any (array(select s.row_id from shares s where s.noun = 'exhibit'
    and s.org_id = (select nullif(current_setting('humi.org', true), '')::uuid))))$q$;
  -- Firms that name the actor's organisation as their station or their liaison, read once a statement.
  served text := $q$(%s = any (array(select e.org_id from enterprises e
    where e.station_org = (select nullif(current_setting('humi.org', true), '')::uuid)
       or e.liaison_org = (select nullif(current_setting('humi.org', true), '')::uuid))))$q$;
  firm_officer text;
  writes text;
  security text; audit text; system_role text;
  programme_table text;
begin
  security := format(role_is, '{security_administrator}');
  audit := format(role_is, '{audit_administrator}');
  system_role := format(role_is, '{system_administrator}');
  firm_officer := format(role_is, '{enterprise_officer}');

  for t in select tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', t.policyname, t.tablename);
  end loop;
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I enable row level security', t.tablename);
    execute format('revoke all on %I from public, humi_app, humi_gate, humi_system', t.tablename);
    if t.tablename not like 'kysely%' then
      execute format('grant select, insert, update, delete on %I to humi_system', t.tablename);
      execute format('create policy system_all on %I for all to humi_system using (true) with check (true)', t.tablename);
    end if;
  end loop;
  execute 'revoke update, delete on events, statements, deposits, checkpoints, evidence_inbox, deposited_files from humi_system';
  -- Order and checkpoints are the sequencer's, which works as the owner.
  execute 'revoke insert on deposits, checkpoints, evidence_batches from humi_system';

  -- Reference data: every signed-in person reads; the system administrator keeps it.
  for programme_table in select unnest(array['divisions', 'rule_rows', 'calendar_days']) loop
    execute format('grant select, insert, update on %I to humi_app', programme_table);
    execute format('create policy read on %I for select to humi_app using (%s)', programme_table, signed_in);
    execute format('create policy keep on %I for all to humi_app using (%s) with check (%s)', programme_table, system_role, system_role);
  end loop;

  -- Organisations: bodies are public to signed-in people; an enterprise shows to itself and to those above.
  execute 'grant select, insert, update on organisations to humi_app';
  execute format('create policy read on organisations for select to humi_app using ((kind <> ''enterprise'' and %s) or %s or %s)',
    signed_in, format(mine, 'id'), format(below, 'path'));
  execute format('create policy keep on organisations for insert to humi_app with check (%s or %s)', format(below, 'path'), system_role);
  execute format('create policy change on organisations for update to humi_app using (%s or %s or %s) with check (true)',
    format(mine, 'id'), format(below, 'path'), system_role);

  -- People: those of my organisation, of those below, and the security and audit administrators.
  execute 'grant select, insert, update on people, posts to humi_app';
  execute format('create policy read on posts for select to humi_app using (%s or %s or %s or %s or %s)',
    format(mine, 'org_id'), format(me, 'person_id'), format(below, 'path'), security, audit);
  execute format('create policy keep on posts for all to humi_app using (%s) with check (%s)', security, security);
  execute format('create policy read on people for select to humi_app using (%s or %s or %s or exists
    (select 1 from posts where posts.person_id = people.id))', format(me, 'id'), security, audit);
  execute format('create policy keep on people for all to humi_app using (%s) with check (%s)', security, security);

  -- What proves who a person is: only the acts of accounts, which run as humi_gate.
  for programme_table in select unnest(array['credentials', 'sessions', 'invitations', 'people', 'posts', 'organisations', 'divisions', 'installation', 'rule_rows', 'shares', 'access_keys', 'enterprises', 'members', 'enterprise_invitations', 'enterprise_applications', 'assessment_links', 'assessments', 'forms', 'remedies', 'deadlines']) loop
    execute format('grant select, insert, update on %I to humi_gate', programme_table);
    execute format('create policy gate on %I for all to humi_gate using (true) with check (true)', programme_table);
  end loop;

  -- Events: written by any act; read along the programme, by those above, and by the audit administrator.
  execute 'grant select, insert on events to humi_app';
  execute 'grant insert on events to humi_gate';
  execute 'create policy write on events for insert to humi_app with check (true)';
  execute 'create policy write_gate on events for insert to humi_gate with check (true)';
  -- Who signed in when, and from which account what was changed, is between the person and the auditor.
  execute format('create policy read on events for select to humi_app using (%s or %s or (noun <> ''account'' and (%s or %s or %s)))',
    audit, format(me, 'person_id'), format(mine, 'org_id'), format(shared, 'programme_id'), format(below, 'path'));
  execute 'grant select, insert, update on idempotency_keys to humi_app';
  execute format('create policy mine on idempotency_keys for all to humi_app using (%s) with check (%s)', format(me, 'person_id'), format(me, 'person_id'));
  execute 'grant select, insert, update on home_visits to humi_app';
  execute format('create policy mine on home_visits for all to humi_app using (%s) with check (%s)', format(me, 'person_id'), format(me, 'person_id'));

  -- Files: of my organisation, of a programme shared with me, of those below.
  execute 'grant select, insert, update on files to humi_app';
  execute format('create policy read on files for select to humi_app using (%s or %s or %s)',
    format(mine, 'org_id'), format(shared, 'programme_id'), format(below, 'path'));
  execute format('create policy write on files for insert to humi_app with check (%s)', format(mine, 'org_id'));
  execute format('create policy open on files for update to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));

  -- Plans under review belong to the office that read them; adopted ones follow their programme.
  execute 'grant select, insert, update on plans to humi_app';
  execute format('create policy mine on plans for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy read on plans for select to humi_app using (programme_id is not null and (%s or %s))',
    format(shared, 'programme_id'), format(below, 'path'));

  -- Programmes: mine, below me, or shared with my organisation; only the owner changes one.
  execute 'grant select, insert, update on programmes to humi_app';
  execute format('create policy read on programmes for select to humi_app using (%s or %s or %s)',
    format(mine, 'org_id'), format(below, 'path'), format(shared, 'id'));
  execute format('create policy keep on programmes for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));

  -- What a programme holds follows the programme. Which act on it is whose is the permission table's and the verb's.
  for programme_table in select unnest(array['phases', 'measures', 'tasks', 'parts', 'progress_notes', 'extensions', 'reminders',
      'councils', 'council_members', 'pilots', 'reporting_duties', 'reports', 'targets', 'target_overrides', 'target_values',
      'deadlines', 'programme_rollups', 'meetings', 'meeting_units', 'resolutions']) loop
    execute format('grant select, insert, update on %I to humi_app', programme_table);
    execute format('create policy read on %I for select to humi_app using (%s or %s)', programme_table,
      format(shared, 'programme_id'), format(below, 'path'));
    -- What only the lead office writes, whatever a verb forgets to ask; the rest the acts of member units write too.
    writes := format(case when programme_table in ('phases', 'measures', 'councils', 'council_members', 'pilots', 'reporting_duties',
      'reports', 'targets', 'target_overrides', 'meetings', 'meeting_units', 'resolutions') then led else shared end, 'programme_id');
    execute format('create policy write on %I for insert to humi_app with check (%s)', programme_table, writes);
    execute format('create policy change on %I for update to humi_app using (%s) with check (%s)', programme_table, writes, writes);
  end loop;
  execute 'grant delete on phases, measures, council_members, reporting_duties, target_values to humi_app';
  execute format('create policy drop_phase on phases for delete to humi_app using (%s)', format(led, 'programme_id'));
  execute format('create policy drop_measure on measures for delete to humi_app using (%s)', format(led, 'programme_id'));
  execute format('create policy drop_member on council_members for delete to humi_app using (%s)', format(led, 'programme_id'));
  execute format('create policy drop_duty on reporting_duties for delete to humi_app using (%s)', format(led, 'programme_id'));
  execute format('create policy drop_value on target_values for delete to humi_app using (%s)', format(shared, 'programme_id'));

  -- Minutes that are final stay as they are: their units and resolutions too, whatever a verb forgets to ask.
  execute 'grant delete on meeting_units, resolutions to humi_app';
  execute 'create policy final on meetings as restrictive for update to humi_app using (state not in (''final'', ''cancelled'')) with check (true)';
  for programme_table in select unnest(array['meeting_units', 'resolutions']) loop
    execute format('create policy drop_row on %I for delete to humi_app using (%s)', programme_table, format(led, 'programme_id'));
    execute format('create policy final_add on %I as restrictive for insert to humi_app with check (exists
      (select 1 from meetings m where m.id = meeting_id and m.programme_id = %I.programme_id and m.state not in (''final'', ''cancelled'')))', programme_table, programme_table);
    execute format('create policy final_change on %I as restrictive for update to humi_app using (exists
      (select 1 from meetings m where m.id = meeting_id and m.state not in (''final'', ''cancelled''))) with check (true)', programme_table);
    execute format('create policy final_drop on %I as restrictive for delete to humi_app using (exists
      (select 1 from meetings m where m.id = meeting_id and m.state not in (''final'', ''cancelled'')))', programme_table);
  end loop;

  -- Sums of a division: for those who oversee it. Written only by humi_roll_up.
  execute 'grant select on division_rollups to humi_app';
  execute format('create policy read on division_rollups for select to humi_app using (%s)', format(below, 'path'));

  -- Evidence. An entry is received for the own organisation only; its salt opens to whoever may read its statement.
  execute 'grant select, insert on evidence_inbox, statements, deposited_files to humi_app';
  execute 'grant select on deposits, evidence_deposits to humi_app, humi_system';
  -- Administrators act for the installation, which is no organisation: its number is zero.
  execute format('create policy receive on evidence_inbox for insert to humi_app with check (%s or (org_id = ''00000000-0000-0000-0000-000000000000'' and %s))',
    format(mine, 'org_id'), system_role);
  execute format('create policy state on statements for insert to humi_app with check (%s or (org_id = ''00000000-0000-0000-0000-000000000000'' and %s))',
    format(mine, 'org_id'), system_role);
  execute 'create policy nobody on evidence_batches for select to humi_app using (false)';
  execute 'create policy nobody on sum_changes for select to humi_app using (false)';
  execute format('create policy note on deposited_files for insert to humi_app with check (%s)', format(mine, 'org_id'));
  -- A statement is read as its programme is; one without a programme (an enterprise's own act) by its organisation alone.
  execute format('create policy read on statements for select to humi_app using (%s or %s or (programme_id is not null and %s))',
    format(mine, 'org_id'), format(shared, 'programme_id'), format(below, 'path'));
  execute format('create policy read on deposited_files for select to humi_app using (%s)', format(mine, 'org_id'));
  -- What the installation deposits in its own name is for its auditor.
  for programme_table in select unnest(array['statements', 'evidence_inbox', 'deposits']) loop
    execute format('create policy audit on %I for select to humi_app using (org_id = ''00000000-0000-0000-0000-000000000000'' and %s)',
      programme_table, audit);
  end loop;
  for programme_table in select unnest(array['evidence_inbox', 'deposits']) loop
    execute format('create policy read on %I for select to humi_app using (%s or exists (select 1 from statements s where s.deposit_id = %I.id))',
      programme_table, format(mine, 'org_id'), programme_table);
  end loop;
  -- What the register shows to anybody: its head, keys, witnesses, authorities, alarms. It holds no word of anybody's.
  for programme_table in select unnest(array['evidence_log', 'checkpoints', 'log_keys', 'witnesses', 'authorities', 'time_tokens', 'evidence_alarms', 'event_days']) loop
    execute format('grant select on %I to humi_app', programme_table);
    execute format('create policy read on %I for select to humi_app using (true)', programme_table);
  end loop;
  -- Who runs it is said by the set-up.
  execute 'grant select (issuer), update (issuer) on evidence_log to humi_gate';
  execute 'create policy name on evidence_log for all to humi_gate using (true) with check (true)';
  -- How many of the witnesses a proof needs is part of the trust list, which strangers read.
  execute 'create policy public on rule_rows for select to humi_app using (key = ''evidence_witnesses_needed'')';
  execute 'grant insert, update on witnesses, authorities to humi_app';
  for programme_table in select unnest(array['witnesses', 'authorities']) loop
    execute format('create policy keep on %I for insert to humi_app with check (%s)', programme_table, system_role);
    execute format('create policy change on %I for update to humi_app using (%s) with check (%s)', programme_table, system_role, system_role);
  end loop;
  execute 'grant insert on time_tokens to humi_app';
  execute 'create policy ask on time_tokens for insert to humi_app with check (state = ''waiting'' and exists
    (select 1 from evidence_deposits d where d.id = time_tokens.deposit_id))';

  -- Access keys: an organisation sees and revokes its own; their hashes only humi_gate reads, which makes them.
  execute 'grant select (id, org_id, issued_by, post_id, name, created_at, expires_at, seen_at, revoked_at, revoked_by, reason),
    update (revoked_at, revoked_by, reason) on access_keys to humi_app';
  execute format('create policy read on access_keys for select to humi_app using (%s)', format(mine, 'org_id'));
  execute format('create policy revoke on access_keys for update to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));

  -- Shares: an organisation sees its own; the owner of the programme makes them.
  execute 'grant select, insert, update on shares to humi_app';
  execute format('create policy read on shares for select to humi_app using (%s or %s)', format(mine, 'org_id'), format(shared, 'row_id'));
  execute format('create policy make on shares for insert to humi_app with check (%s)', format(led, 'row_id'));
  execute format('create policy change on shares for update to humi_app using (%s) with check (%s)', format(led, 'row_id'), format(led, 'row_id'));

  -- Electronic evidence: whoever has it or ever had it reads it with its whole record; only its keeper, and whoever it
  -- is on the way to, goes on with it. The record is written, never changed.
  execute 'grant select, insert, update on exhibits, exhibit_numbers to humi_app';
  execute 'grant select, insert on custody_steps to humi_app';
  execute 'revoke update, delete on custody_steps from humi_system';
  execute format('create policy read on exhibits for select to humi_app using (%s or %s)', format(mine, 'org_id'), format(kept, 'id'));
  execute format('create policy add on exhibits for insert to humi_app with check (%s and %s)', format(mine, 'org_id'), format(mine, 'keeper_org'));
  execute format('create policy change on exhibits for update to humi_app using (%s or %s) with check (%s or %s)',
    format(mine, 'keeper_org'), format(mine, 'moving_to'), format(mine, 'keeper_org'), format(mine, 'moving_to'));
  execute format('create policy mine on exhibit_numbers for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy read on custody_steps for select to humi_app using (%s)', format(kept, 'exhibit_id'));
  execute format('create policy write on custody_steps for insert to humi_app with check (%s and %s)', format(mine, 'org_id'), format(kept, 'exhibit_id'));
  execute format('create policy read_exhibit on statements for select to humi_app using (noun = ''exhibit'' and %s)', format(kept, 'row_id'));
  execute format('create policy read_exhibit on files for select to humi_app using (noun = ''exhibit'' and %s)', format(kept, 'row_id'));
  execute 'revoke all on function humi_share_exhibit(uuid, uuid, date) from public';
  execute 'grant execute on function humi_share_exhibit(uuid, uuid, date) to humi_app';

  -- Enterprises: the firm itself, those above, and who serves it (docs/decisions/0013).
  execute 'grant select, insert, update on enterprises to humi_app';
  execute format('create policy read on enterprises for select to humi_app using (%s or %s or %s or %s)',
    format(mine, 'org_id'), format(below, 'path'), format(mine, 'station_org'), format(mine, 'liaison_org'));
  execute format('create policy keep on enterprises for insert to humi_app with check (%s)', format(below, 'path'));
  execute format('create policy change on enterprises for update to humi_app using (%s or %s or %s or %s) with check (true)',
    format(mine, 'org_id'), format(below, 'path'), format(mine, 'station_org'), format(mine, 'liaison_org'));
  execute format('create policy served on organisations for select to humi_app using (kind = ''enterprise'' and %s)', format(served, 'id'));

  execute 'grant select, insert, update on tags to humi_app';
  execute format('create policy read on tags for select to humi_app using (%s)', signed_in);
  execute format('create policy keep on tags for insert to humi_app with check (path <> '''' and %s)', format(below, 'path'));
  execute format('create policy change on tags for update to humi_app using (path <> '''' and %s) with check (path <> '''' and %s)', format(below, 'path'), format(below, 'path'));
  -- Links and applications: their hashes and accounts are for humi_gate; the office of the place reads what it decides on.
  execute 'grant select (id, org_id, created_by, created_at, expires_at, used_at) on enterprise_invitations to humi_app';
  execute 'create policy read on enterprise_invitations for select to humi_app using (exists (select 1 from enterprises e where e.org_id = enterprise_invitations.org_id))';
  execute 'grant select on enterprise_applications to humi_app';
  execute format('create policy read on enterprise_applications for select to humi_app using (%s or %s)', format(below, 'path'), format(me, 'person_id'));
  -- A table on its way in is its organisation's alone.
  execute 'grant select, insert, update on imports, import_mappings to humi_app';
  execute 'grant select, delete on import_rows to humi_app';
  execute format('create policy mine on imports for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy mine on import_mappings for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute 'create policy mine on import_rows for all to humi_app using (exists (select 1 from imports i where i.id = import_id))';

  -- What is a firm's alone: its officers see all of it, an employee the own rows.
  execute 'grant select, insert, update on members, identities, secrets, secret_files, secret_steps, firm_numbers, secret_settings, catalogues to humi_app';
  execute 'grant select, insert on roll_entries, secret_versions, secret_parts, secret_exports, readings to humi_app';
  execute 'grant select, insert, update on secret_readers to humi_app';
  execute 'revoke update, delete on roll_entries, secret_versions, readings from humi_system';
  execute format('create policy officers on members for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);
  execute format('create policy own on members for select to humi_app using (%s and %s)', format(mine, 'org_id'), format(me, 'person_id'));
  -- Keys that open nothing without their passphrase: the own row is written by its person, officers see all to admit them.
  execute format('create policy own on identities for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), format(me, 'person_id'), format(mine, 'org_id'), format(me, 'person_id'));
  execute format('create policy officers on identities for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);
  execute format('create policy mine on roll_entries for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy own on secret_readers for select to humi_app using (%s and (%s or %s))', format(mine, 'org_id'), firm_officer, format(me, 'person_id'));
  execute format('create policy keep on secret_readers for insert to humi_app with check (%s)', format(mine, 'org_id'));
  execute format('create policy end_it on secret_readers for update to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy mine on secrets for all to humi_app using (%s and (%s or created_by = %s or id = any (array(select r.secret_id from secret_readers r
      where r.until is null and %s)))) with check (%s)',
    format(mine, 'org_id'), firm_officer, $q$(select nullif(current_setting('humi.person', true), '')::uuid)$q$, format(me, 'r.person_id'), format(mine, 'org_id'));
  -- What hangs on a secret is seen by whoever sees the secret.
  for programme_table in select unnest(array['secret_versions', 'secret_files', 'secret_steps']) loop
    execute format('create policy mine on %I for all to humi_app using (%s and (%s or exists (select 1 from secrets s where s.id = secret_id))) with check (%s)',
      programme_table, format(mine, 'org_id'), firm_officer, format(mine, 'org_id'));
  end loop;
  execute format('create policy mine on secret_parts for all to humi_app using (%s and exists (select 1 from secret_files f where f.id = file_id)) with check (%s)',
    format(mine, 'org_id'), format(mine, 'org_id'));
  execute 'grant delete on secret_parts to humi_app';
  execute format('create policy own on secret_exports for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), format(me, 'person_id'), format(mine, 'org_id'), format(me, 'person_id'));
  for programme_table in select unnest(array['firm_numbers', 'secret_settings']) loop
    execute format('create policy mine on %I for all to humi_app using (%s) with check (%s)', programme_table, format(mine, 'org_id'), format(mine, 'org_id'));
  end loop;
  execute format('create policy read on readings for select to humi_app using (%s and (%s or %s))', format(mine, 'org_id'), firm_officer, format(me, 'person_id'));
  execute format('create policy write on readings for insert to humi_app with check (%s and %s)', format(mine, 'org_id'), format(me, 'person_id'));
  execute format('create policy own on catalogues for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), format(me, 'person_id'), format(mine, 'org_id'), format(me, 'person_id'));

  -- People of a firm and what they sign: its officers see all, a member the own agreements and what is to be learnt.
  execute 'grant select, insert, update on member_links, member_kits, member_kit_steps, agreements, signings, non_compete_pays, learnings, learning_answers to humi_app';
  for programme_table in select unnest(array['member_links', 'member_kits', 'member_kit_steps', 'agreements', 'signings', 'non_compete_pays', 'learnings', 'learning_answers']) loop
    execute format('create policy officers on %I for all to humi_app using (%s and %s) with check (%s and %s)', programme_table,
      format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);
  end loop;
  execute format('create policy own on agreements for select to humi_app using (%s and %s and state <> ''draft'')', format(mine, 'org_id'), format(me, 'person_id'));
  execute format('create policy own on non_compete_pays for select to humi_app using (%s and exists (select 1 from agreements a where a.id = agreement_id))', format(mine, 'org_id'));
  execute format('create policy own on learning_answers for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), format(me, 'person_id'), format(mine, 'org_id'), format(me, 'person_id'));
  execute format('create policy own on learnings for select to humi_app using (%s and exists (select 1 from learning_answers l where l.learning_id = learnings.id))', format(mine, 'org_id'));
  -- Who signs by a link is nobody who is signed in: the acts behind it ask for link, code and pass themselves. What was
  -- signed is deposited in the firm's name.
  for programme_table in select unnest(array['member_links', 'agreements', 'signings']) loop
    execute format('grant select, insert, update on %I to humi_gate', programme_table);
    execute format('create policy gate on %I for all to humi_gate using (true) with check (true)', programme_table);
  end loop;
  execute 'grant insert on evidence_inbox, statements to humi_gate';
  execute 'create policy sign on evidence_inbox for insert to humi_gate with check (org_id <> ''00000000-0000-0000-0000-000000000000'')';
  execute 'create policy sign on statements for insert to humi_gate with check (act = ''agreement.sign'')';
  execute 'revoke all on function humi_end_posts(uuid, uuid, date) from public';
  execute 'grant execute on function humi_end_posts(uuid, uuid, date) to humi_app';

  -- Forms are read by everybody signed in; a region's own is kept by the office that made it.
  execute 'grant select, insert, update on forms, assessments, assessment_notes, remedies to humi_app';
  execute format('create policy read on forms for select to humi_app using (%s and (state in (''published'', ''withdrawn'') or %s))', signed_in, format(mine, 'org_id'));
  execute format('create policy keep on forms for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  for programme_table in select unnest(array['assessments', 'remedies']) loop
    execute format('create policy all_of_firm on %I for all to humi_app using (%s or %s or %s) with check (%s or %s or %s)', programme_table,
      format(mine, 'enterprise_id'), format(below, 'path'), format(served, 'enterprise_id'),
      format(mine, 'enterprise_id'), format(below, 'path'), format(served, 'enterprise_id'));
  end loop;
  execute format('create policy mine on assessment_notes for all to humi_app using (%s or exists (select 1 from assessments a
    where a.id = assessment_id and %s)) with check (%s)', format(mine, 'org_id'), format(mine, 'a.enterprise_id'), format(mine, 'org_id'));

  -- Links for an outsider: who sees the firm sees that there is one; its hash only humi_gate reads, which serves it.
  execute 'grant select (id, assessment_id, enterprise_id, path, created_by, created_org, created_at, expires_at, opened_at, revoked_at, ended_at, filled_by_name),
    update (revoked_at) on assessment_links to humi_app';
  execute format('create policy read on assessment_links for select to humi_app using (%s or %s or %s)', format(mine, 'enterprise_id'), format(below, 'path'), format(served, 'enterprise_id'));
  execute format('create policy revoke on assessment_links for update to humi_app using (%s or %s or %s) with check (%s or %s or %s)',
    format(mine, 'enterprise_id'), format(below, 'path'), format(served, 'enterprise_id'), format(mine, 'enterprise_id'), format(below, 'path'), format(served, 'enterprise_id'));
  -- Sums of a region are read by functions that ask who oversees it; changes are made by triggers.
  for programme_table in select unnest(array['enterprise_sums', 'missed_items', 'assessment_months']) loop
    execute format('grant select on %I to humi_app', programme_table);
    execute format('create policy read on %I for select to humi_app using (%s)', programme_table, format(below, 'path'));
  end loop;
  execute 'revoke all on function humi_put_sums(), humi_fold_sums(integer), humi_recount_sums() from public';
  execute 'grant execute on function humi_recount_sums() to humi_system';
  execute 'revoke all on function humi_known_of(uuid, date), humi_overseen(text), humi_place_sums(text), humi_place_items(text, text, text, text), humi_place_months(text, date), humi_coverage_page(text, date), humi_firms_of(text, integer, integer) from public';
  execute 'grant execute on function humi_known_of(uuid, date), humi_overseen(text), humi_place_sums(text), humi_place_items(text, text, text, text), humi_place_months(text, date), humi_coverage_page(text, date), humi_firms_of(text, integer, integer) to humi_app';

  -- Visits: the visiting organisation, the firm's officers, those above, who serves the firm. Internal notes: never the firm.
  execute 'grant select, insert, update on visits, visit_findings, visit_notes to humi_app';
  for programme_table in select unnest(array['visits', 'visit_findings']) loop
    execute format('create policy read on %I for select to humi_app using (%s or (%s and %s) or %s or %s)', programme_table,
      format(mine, 'org_id'), format(mine, 'enterprise_id'), firm_officer, format(below, 'path'), format(served, 'enterprise_id'));
    execute format('create policy add on %I for insert to humi_app with check (%s and (%s or %s))', programme_table,
      format(mine, 'org_id'), format(below, 'path'), format(served, 'enterprise_id'));
  end loop;
  execute format('create policy change on visits for update to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy change on visit_findings for update to humi_app using (%s or (%s and %s) or %s or %s) with check (true)',
    format(mine, 'org_id'), format(mine, 'enterprise_id'), firm_officer, format(below, 'path'), format(served, 'enterprise_id'));
  execute format('create policy mine on visit_notes for all to humi_app using (%s) with check (%s)', format(mine, 'org_id'), format(mine, 'org_id'));
  execute format('create policy above on visit_notes for select to humi_app using (%s)', format(below, 'path'));

  -- Duties without a programme: an organisation's own; those that name a person are that person's (a firm's officers see
  -- all of their firm's), and an employee sees no others. What serves and oversees a firm sets and ends is listed.
  execute format('create policy firm on deadlines for all to humi_app using (programme_id is null and %1$s and (%2$s or %3$s or (person_id is null and not %4$s)))
      with check (programme_id is null and %1$s and (%2$s or %3$s or (person_id is null and not %4$s)))',
    format(mine, 'org_id'), firm_officer, format(me, 'person_id'), format(role_is, '{employee}'));
  -- An employee ends and sets the clock of what is theirs to do: an incident on whose list they are, an action in their charge.
  execute format('create policy charged on deadlines for all to humi_app using (programme_id is null and %1$s and %2$s and %3$s)
      with check (programme_id is null and %1$s and %2$s and %3$s)', format(role_is, '{employee}'), format(mine, 'org_id'),
    format($q$((noun = 'leak' and row_id = any (array(select l.id from leaks l))) or (noun = 'remedy' and row_id = any (array(
      select r.id from remedies r join members m on m.id = r.owner_member where %s))))$q$, format(me, 'm.person_id')));
  execute format('create policy served on deadlines for all to humi_app using (programme_id is null and not %1$s
      and noun in (''visit'', ''remedy'', ''assessment'') and exists (select 1 from enterprises e where e.org_id = deadlines.org_id))
    with check (programme_id is null and not %1$s
      and noun in (''visit'', ''remedy'', ''assessment'') and exists (select 1 from enterprises e where e.org_id = deadlines.org_id))',
    format(mine, 'org_id'));

  -- A firm's documents: its officers keep them; an employee reads the staff rules in force.
  execute 'grant select, insert, update on documents to humi_app';
  execute 'grant select, insert, update on document_steps to humi_app';
  execute format('create policy officers on documents for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);
  execute format('create policy staff on documents for select to humi_app using (%s and kind = ''policy'' and state = ''in_force'')', format(mine, 'org_id'));
  execute format('create policy officers on document_steps for all to humi_app using (%s and %s) with check (%s and %s)',
    format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);

  -- The bad day: the firm's officers, and of an incident who is on its own list.
  execute 'grant select, insert, update on leaks, preparations to humi_app';
  execute 'grant select, insert on leak_versions, leak_packages to humi_app';
  execute 'revoke update, delete on leak_versions, leak_packages from humi_system';
  execute format('create policy mine on leaks for all to humi_app using (%s and (%s or %s = any (readers))) with check (%s)', format(mine, 'org_id'), firm_officer,
    $q$(select nullif(current_setting('humi.person', true), '')::uuid)$q$, format(mine, 'org_id'));
  execute format('create policy mine on leak_versions for all to humi_app using (%s and exists (select 1 from leaks l where l.id = leak_id
    and %s = any (l.readers))) with check (%s)', format(mine, 'org_id'), $q$(select nullif(current_setting('humi.person', true), '')::uuid)$q$, format(mine, 'org_id'));
  for programme_table in select unnest(array['preparations', 'leak_packages']) loop
    execute format('create policy officers on %I for all to humi_app using (%s and %s) with check (%s and %s)', programme_table,
      format(mine, 'org_id'), firm_officer, format(mine, 'org_id'), firm_officer);
  end loop;

  -- Triggers run by themselves.
  execute 'revoke all on function humi_copy_organisation(), humi_firm_changed(), humi_assessment_changed(), humi_remedy_follows() from public';
  execute 'revoke all on function humi_open(text, timestamptz), humi_open_key(text, timestamptz), humi_join(uuid), humi_superiors() from public';
  -- Counting as the rule says, past row security, is for these functions alone; they check who asks or only write sums.
  execute 'revoke all on function humi_count(date, uuid[]), humi_measure(date, uuid), humi_measure_place(date, text, boolean),
    humi_snapshot(date, uuid, text), humi_roll_up(uuid, date, date), humi_roll_up_all(date, date), humi_programme_counts(uuid, date, date) from public';
  execute 'grant execute on function humi_measure(date, uuid), humi_measure_place(date, text, boolean), humi_snapshot(date, uuid, text),
    humi_roll_up(uuid, date, date) to humi_app, humi_gate, humi_system';
  execute 'grant execute on function humi_roll_up_all(date, date) to humi_system';
  execute 'grant usage on schema public to humi_app, humi_gate, humi_system';
  execute 'grant execute on function humi_open(text, timestamptz), humi_join(uuid) to humi_app, humi_gate, humi_system';
  execute 'grant execute on function humi_superiors() to humi_app';
  execute 'revoke all on function humi_inbox_size(), humi_evidence_delays(), humi_prune_checkpoints(timestamptz), humi_lease(text, integer), humi_sequence(text, integer),
    humi_publish(text, bigint, bytea, text, timestamptz), humi_place(bigint, bytea[]), humi_restore(bigint, bytea, text, timestamptz) from public';
  execute 'grant execute on function humi_place(bigint, bytea[]), humi_restore(bigint, bytea, text, timestamptz) to humi_system';
  execute 'revoke all on function humi_record(uuid, timestamptz, uuid, uuid, uuid, text, uuid, uuid, text, jsonb, uuid, uuid[], text[], bigint[], text[], uuid[], uuid[], text[]) from public';
  execute 'grant execute on function humi_record(uuid, timestamptz, uuid, uuid, uuid, text, uuid, uuid, text, jsonb, uuid, uuid[], text[], bigint[], text[], uuid[], uuid[], text[]) to humi_app, humi_gate, humi_system';
  execute 'grant execute on function humi_inbox_size(), humi_evidence_delays() to humi_app';
  execute 'grant execute on function humi_prune_checkpoints(timestamptz) to humi_system';
  execute 'revoke all on function humi_liaison(uuid, uuid), humi_firm_page(uuid) from public';
  execute 'grant execute on function humi_liaison(uuid, uuid), humi_firm_page(uuid) to humi_app';
  execute 'revoke all on function humi_organisation_uses(uuid), humi_division_uses(text) from public';
  execute 'grant execute on function humi_organisation_uses(uuid), humi_division_uses(text) to humi_app';
  execute 'revoke all on function humi_sector(uuid, integer) from public';
  execute 'grant execute on function humi_sector(uuid, integer) to humi_app';
end $policies$;

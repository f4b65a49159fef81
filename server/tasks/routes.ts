import { download, get, post, type Route, upload } from '#server/kernel/routes.ts';
import { addTask } from '#server/tasks/add.ts';
import { askExtension } from '#server/tasks/ask-extension.ts';
import { assignTask } from '#server/tasks/assign.ts';
import { cancelTask } from '#server/tasks/cancel.ts';
import { confirmTask } from '#server/tasks/confirm.ts';
import { editTask } from '#server/tasks/edit.ts';
import { grantExtension } from '#server/tasks/grant-extension.ts';
import { importTasks } from '#server/tasks/import.ts';
import { noteTask } from '#server/tasks/note.ts';
import { exportTasks, listTasks, showCalendar, showTask } from '#server/tasks/queries.ts';
import { refuseExtension } from '#server/tasks/refuse-extension.ts';
import { remindTasks } from '#server/tasks/remind.ts';
import { reopenTask } from '#server/tasks/reopen.ts';
import { reportTask } from '#server/tasks/report.ts';
import { returnTask } from '#server/tasks/return.ts';

export const taskRoutes: readonly Route[] = [
  get('/tasks', listTasks),
  download('/tasks/export.xlsx', exportTasks),
  download('/tasks/calendar.ics', showCalendar),
  get('/tasks/:id', showTask),
  post('/tasks', addTask),
  upload('/tasks/import', importTasks),
  post('/tasks/remind', remindTasks),
  post('/tasks/:id/edit', editTask),
  post('/tasks/:id/assign', assignTask),
  post('/tasks/:id/cancel', cancelTask),
  post('/tasks/:id/reopen', reopenTask),
  post('/tasks/:id/note', noteTask),
  post('/tasks/:id/report', reportTask),
  post('/tasks/:id/confirm', confirmTask),
  post('/tasks/:id/return', returnTask),
  post('/tasks/:id/ask-extension', askExtension),
  post('/tasks/:id/grant-extension', grantExtension),
  post('/tasks/:id/refuse-extension', refuseExtension),
];

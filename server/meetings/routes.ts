import { download, get, post, type Route } from '#server/kernel/routes.ts';
import { addMeeting } from '#server/meetings/add.ts';
import { cancelMeeting } from '#server/meetings/cancel.ts';
import { editMeeting } from '#server/meetings/edit.ts';
import { finaliseMeeting } from '#server/meetings/finalise.ts';
import { exportMeetings, listMeetings, showMeeting } from '#server/meetings/queries.ts';
import { recordMeeting } from '#server/meetings/record.ts';

export const meetingRoutes: readonly Route[] = [
  get('/meetings', listMeetings),
  download('/meetings/export.xlsx', exportMeetings),
  get('/meetings/:id', showMeeting),
  post('/meetings', addMeeting),
  post('/meetings/:id/edit', editMeeting),
  post('/meetings/:id/record', recordMeeting),
  post('/meetings/:id/finalise', finaliseMeeting),
  post('/meetings/:id/cancel', cancelMeeting),
];

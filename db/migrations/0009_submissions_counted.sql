DROP INDEX `submissions_finished`;--> statement-breakpoint
DROP INDEX `submissions_review`;--> statement-breakpoint
CREATE INDEX `submissions_review` ON `submissions` (`account_id`,`review`,`finished_at`,`id`,`form_id`) WHERE state = 'finished';
CREATE TABLE `submission_looks` (
	`account_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`submission_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `staff_id`)
);
--> statement-breakpoint
DROP INDEX `submissions_account_updated`;--> statement-breakpoint
ALTER TABLE `submissions` ADD `words_seq` integer;--> statement-breakpoint
CREATE INDEX `submissions_listed` ON `submissions` (`account_id`,`updated_at`,`id`,`state`,`form_id`,`review`,`assignee_id`,`finished_in`,`finished_at`,`friend_seq`,`words_seq`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `submissions_words` ON `submissions` (`words_seq`);--> statement-breakpoint
CREATE INDEX `submissions_wordless` ON `submissions` (`id`) WHERE state = 'finished' and words_seq is null;--> statement-breakpoint
-- Written by hand: Drizzle knows no virtual tables. What answers say, by pairs of characters (bot/http/search-grams.ts); the texts themselves are not kept here.
CREATE VIRTUAL TABLE `submission_words` USING fts5(place, shown, personal, content='', contentless_delete=1, tokenize='ascii');

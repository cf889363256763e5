-- WITHOUT ROWID is written by hand: a summary is read along the key, and is slower by half from a table beside it.
CREATE TABLE `answer_counts` (
	`form_id` text NOT NULL,
	`state` text NOT NULL,
	`question_key` text NOT NULL,
	`fact` text NOT NULL,
	`value` text NOT NULL,
	`mouth` text NOT NULL,
	`day` integer NOT NULL,
	`account_id` text NOT NULL,
	`count` integer NOT NULL,
	`total` real NOT NULL,
	PRIMARY KEY(`form_id`, `state`, `question_key`, `fact`, `value`, `mouth`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `exports` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`form_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`request` text NOT NULL,
	`state` text NOT NULL,
	`expected` integer,
	`rows` integer NOT NULL,
	`lost` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exports_account` ON `exports` (`account_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `submissions_started` ON `submissions` (`form_id`,`started_at`,`id`);--> statement-breakpoint
-- Written by hand: what was finished and given up before is counted by a job, because that takes a while for a large database.
INSERT INTO `jobs` (`id`, `account_id`, `kind`, `key`, `payload`, `state`, `run_at`, `leased_until`, `attempts`, `created_at`)
SELECT 'recount-' || `id`, `id`, 'forms.recount', `id`, '{}', 'open', 0, 0, 0, 0 FROM `accounts`;

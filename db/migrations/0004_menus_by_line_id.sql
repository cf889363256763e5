ALTER TABLE `friends` ADD `menu_line_id` text;--> statement-breakpoint
CREATE INDEX `friends_menu_waiting` ON `friends` (`account_id`,`menu_reason`) WHERE menu_reason is not null;--> statement-breakpoint
CREATE INDEX `jobs_fresh` ON `jobs` (`run_at`) WHERE state = 'open' and attempts = 0;
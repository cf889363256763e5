DROP INDEX `talks_assignee`;--> statement-breakpoint
ALTER TABLE `talks` ADD `handed_back_at` integer;--> statement-breakpoint
ALTER TABLE `talks` ADD `reply_token` text;--> statement-breakpoint
ALTER TABLE `talks` ADD `reply_until` integer;--> statement-breakpoint
ALTER TABLE `talks` ADD `updated_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `talks_done` ON `talks` (`account_id`,`last_at`,`friend_seq`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `talks_unread` ON `talks` (`account_id`) WHERE unread > 0;--> statement-breakpoint
CREATE INDEX `talks_changed` ON `talks` (`account_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `talks_assignee` ON `talks` (`account_id`,`assignee_id`,`last_at`,`friend_seq`);--> statement-breakpoint
ALTER TABLE `deliveries` ADD `answer` text;
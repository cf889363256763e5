CREATE TABLE `form_drafts` (
	`form_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`draft` text NOT NULL,
	`based_on` integer NOT NULL,
	`revision` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`form_id`) REFERENCES `forms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `greeting_off` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `checks` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `checked_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `disconnected_at` integer;--> statement-breakpoint
ALTER TABLE `form_versions` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `forms` ADD `keyword_text` text;--> statement-breakpoint
CREATE INDEX `friends_menu_shown` ON `friends` (`account_id`,`menu_shown`) WHERE menu_shown is not null;
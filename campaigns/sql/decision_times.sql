-- Of the times of a signature the hour is kept and no more: also of what staff decide not to show.
CREATE OR REPLACE FUNCTION campaigns_round_times() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.created_at := date_trunc('hour', NEW.created_at);
    NEW.confirmed_at := date_trunc('hour', NEW.confirmed_at);
    NEW.changed_at := date_trunc('hour', NEW.changed_at);
    NEW.ended_at := date_trunc('hour', NEW.ended_at);
    NEW.bounced_at := date_trunc('hour', NEW.bounced_at);
    NEW.approved_at := date_trunc('hour', NEW.approved_at);
    NEW.declined_at := date_trunc('hour', NEW.declined_at);
    NEW.comment_approved_at := date_trunc('hour', NEW.comment_approved_at);
    NEW.comment_declined_at := date_trunc('hour', NEW.comment_declined_at);
    RETURN NEW;
END $$;

-- Of the times of a signature the hour is kept and no more.
CREATE FUNCTION campaigns_round_times() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.created_at := date_trunc('hour', NEW.created_at);
    NEW.confirmed_at := date_trunc('hour', NEW.confirmed_at);
    NEW.changed_at := date_trunc('hour', NEW.changed_at);
    NEW.ended_at := date_trunc('hour', NEW.ended_at);
    NEW.bounced_at := date_trunc('hour', NEW.bounced_at);
    NEW.approved_at := date_trunc('hour', NEW.approved_at);
    NEW.comment_approved_at := date_trunc('hour', NEW.comment_approved_at);
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_times_of_the_hour BEFORE INSERT OR UPDATE ON campaigns_signature
FOR EACH ROW EXECUTE FUNCTION campaigns_round_times();

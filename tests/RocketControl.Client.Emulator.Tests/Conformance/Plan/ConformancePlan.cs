namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>
/// Which recorded connections shared a server, in which order they really ran, and how long that server had been up: connection ids, time stamps and
/// <c>serverUptime</c> in the recordings tell. Where they don't, a server gets two seconds.
/// </summary>
internal static class ConformancePlan
{
    private const double Fresh = 2;

    public static IReadOnlyList<ServerRun> Runs { get; } =
    [
        new("python client", "python_client_full_session", new PlayBlock(Fresh, "python_client_full_session")),
        new("typescript client", "typescript_client_full_session", new PlayBlock(Fresh, "typescript_client_full_session")),

        new("error cases", "raw_error_cases", new PlayBlock(409.806,
            "the start of wrapped-1", "connection 183", "connection 184", "cleanup_before", "bad_auth", "empty_auth", "auth_without_arguments", "command_before_auth", "public_command_before_auth", "not_json",
            "not_json_after_auth", "auth_six_times", "unknown_commands", "bad_task_token", "execute_errors", "task_lifecycle_errors",
            "auth_with_public_token", "auth_with_task_token", "misc_reads", "store_roundtrip", "oversize_frame", "cleanup_after",
            "unauthenticated_connection_1_of_12", "unauthenticated_connection_2_of_12", "unauthenticated_connection_3_of_12",
            "unauthenticated_connection_4_of_12", "unauthenticated_connection_5_of_12", "unauthenticated_connection_6_of_12",
            "unauthenticated_connection_7_of_12", "unauthenticated_connection_8_of_12", "unauthenticated_connection_9_of_12",
            "unauthenticated_connection_10_of_12", "unauthenticated_connection_11_of_12", "unauthenticated_connection_12_of_12")),

        new("logging in", "raw_more_cases", new PlayBlock(202.26,
            "auth_bearer_prefix", "auth_bearer_spaces", "auth_bearer_lower", "auth_bearer_only", "auth_bearer_word", "auth_blank", "auth_number",
            "auth_arguments_null", "auth_binary_frame", "auth_binary_no_newline", "auth_tk_unknown", "auth_pk_unknown", "auth_rr", "auth_cd",
            "event_before_auth", "response_before_auth", "garbage_before_auth_then_auth", "bad_auth_after_good", "pipelined_ping_before_auth_reply",
            "deauth_reauth", "deauth_before_auth", "deauth_keeps_monitors", "deauth_keeps_monitors_other", "public_commands",
            "upgrade_path /task/nope", "upgrade_path /", "upgrade_path /task/service/")),

        new("thread counts", "raw_more_cases", new PlayBlock(Fresh, "auth_number_then_auth", "threads_zero", "binary_write_variants")),

        new("slots", "raw_more_cases", new PlayBlock(Fresh,
            "slot_1", "slot_2", "slot_3", "slot_4", "slot_5", "slot_6", "slot_7", "slot_8", "slot_9", "slot_10", "slot_11_refused",
            "slot_12_accepted", "slot_13_refused", "slot_14_accepted_after_a_close")),

        new("framing", "raw_more_cases", new PlayBlock(Fresh, "framing_text", "framing_binary", "concurrent_requests")),
        new("execute", "raw_more_cases", new PlayBlock(Fresh, "execute_identity", "execute_errors_more")),

        new("races", "raw_more_cases", new PlayBlock(Fresh,
            "execute_races", "terminate_while_starting", "client_gone_while_starting", "client_gone_while_starting_after")),

        new("one server's life", "raw_more_cases",
            new PlayBlock(1.602, "monitor_keys", "monitor_start_stop_order", "monitor_failing_start", "auth_failed_event", "auth_failed_event_other",
                "auth_failed_event_other2"),
            new PlayBlock(13.159, "restart_errors", "restart_running"),
            new PlayBlock(26.131, "reads"),
            new PlayBlock(28.151, "pipes_lanes", "pipes_other_connection"),
            new PlayBlock(30.310, "object_info"),
            new PlayBlock(32.319, "terminate_with_pending_open", "terminate_with_pending_open_other", "pending_open_leaves_a_dead_connection",
                "engine_killed_with_pending_open", "drop_with_open_pipe", "drop_with_open_pipe_after"),
            new PlayBlock(56.149, "chat_questions", "chat_public_key", "chat_private_key")),

        new("files and what is beside the tasks", "raw_more_cases", new PlayBlock(Fresh,
            "store_handles", "store_handles_other", "store_drop", "store_drop_after", "store_cleanup", "deploy_crud", "cprofile", "cprofile_other",
            "cprofile_released", "saas_only", "env_by_public_key")),

        new("two restarts", "raw_more_cases", new PlayBlock(Fresh, "two_restarts")),
        new("debugger", "raw_more_cases", new PlayBlock(Fresh, "debugger_commands")),
        new("unknown team", "raw_more_cases", new PlayBlock(Fresh, "unknown_team", "unknown_team_by_key")),

        // These five ran side by side on one server; each has its own here because they do not touch each other.
        new("ttl 60, polled", "raw_more_cases", new PlayBlock(2.525, "ttl_60_with_polls")),
        new("ttl 60, busy", "raw_more_cases", new PlayBlock(2.525, "ttl_60_busy")),
        new("ttl 61, busy", "raw_more_cases", new PlayBlock(2.525, "ttl_61_busy")),
        new("reaper", "raw_more_cases", new PlayBlock(2.525, "reaper")),
        new("clean-up", "raw_more_cases", new PlayBlock(2.479, "purge_watcher", "purge")),
    ];
}

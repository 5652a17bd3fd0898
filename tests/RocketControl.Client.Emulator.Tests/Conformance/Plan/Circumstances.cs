using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Playing;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>
/// What the recordings show of the world around the wire: how fast the stand-in engine was on that day, and what happened to it. The emulator is put
/// into the same circumstances, because they decide on which side of a reply an event falls.
/// </summary>
internal static class Circumstances
{
    /// <summary>The usual speed of a recording's engine.</summary>
    private static readonly Dictionary<string, EngineSpeed> Usual = new()
    {
        ["python_client_full_session"] = new(Up: 1.90, Ready: 0.13, Stop: 0.158),
        ["typescript_client_full_session"] = new(Up: 1.85, Ready: 0.10, Stop: 0.125),
        ["raw_error_cases"] = new(Up: 1.90, Ready: 0.13, Stop: 0.115),
        ["raw_more_cases"] = new(Up: 1.66, Ready: 0.06, Stop: 0.155),
    };

    /// <summary>From one request on, by connection and seq: the speed where the recording shows another one.</summary>
    private static readonly Dictionary<(string Scenario, int Seq), EngineSpeed> Unusual = new()
    {
        // The update that falls due two seconds after the restart shows state 2 with "Processing".
        [("task_lifecycle_errors", 34)] = new(Up: 2.03, Ready: 0.13, Stop: 0.193),
        [("task_lifecycle_errors", 35)] = new(Up: 1.90, Ready: 0.13, Stop: 0.193),

        [("task_lifecycle_errors", 36)] = new(Up: 1.90, Ready: 0.13, Stop: 0.193),

        // Without a debug port an engine starts within a second; it got ready after the status was read.
        [("execute_identity", 23)] = new(Up: 0.65, Ready: 0.20, Stop: 0.08),

        // These got ready after the reply, unlike the others.
        [("monitor_start_stop_order", 3)] = new(Up: 1.69, Ready: 0.125, Stop: 0.155),
        [("purge", 2)] = new(Up: 1.95, Ready: 0.11, Stop: 0.155),
        [("purge", 9)] = new(Up: 1.66, Ready: 0.06, Stop: 0.155),

        // The engine counts each 250 ms from its loading on: here after seven closes, there before the first or behind the last.
        [("pipes_lanes", 2)] = new(Up: 1.6461, Ready: 0.06, Stop: 0.155),
        [("object_info", 2)] = new(Up: 1.60, Ready: 0.06, Stop: 0.155),
        [("chat_questions", 2)] = new(Up: 1.69, Ready: 0.05, Stop: 0.155),

        // The stop took long enough for the waiting open to be answered before the restart.
        [("restart_running", 6)] = new(Up: 1.66, Ready: 0.06, Stop: 0.175),
    };

    public static PlayRules RulesFor(Recording recording, RocketRideEmulator emulator) => new()
    {
        Translate = json => WithoutUnknownTasks(json, recording),
        Before = frame => Before(recording.Name, frame, emulator),
        After = frame => After(frame, emulator),
    };

    public static RocketRideTimings UsualTimings(string recording) => Usual[recording].ToTimings();

    /// <summary>A dashboard lists all tasks that its server saw, also those of connections that are not in the recording.</summary>
    private static JsonNode? WithoutUnknownTasks(JsonNode? json, Recording recording)
    {
        if (json?["command"]?.ToJsonString() == "\"rrext_dashboard\"" && json["body"]?["tasks"] is JsonArray tasks)
            foreach (JsonNode? unknown in tasks.Where(task => !recording.Knows(task!["id"]!.GetValue<string>())).ToList())
                tasks.Remove(unknown);
        return json;
    }

    private static Action? Before(string recording, RecordedFrame frame, RocketRideEmulator emulator) => (frame.Scenario, Seq(frame)) switch
    {
        (_, 1) => () => emulator.Timings = UsualTimings(recording),
        var key when Unusual.TryGetValue(key, out EngineSpeed? speed) => () => emulator.Timings = speed.ToTimings(),

        // The third question made the stand-in's language model fail.
        ("python_client_full_session", 32) => () => emulator.Faults.Tasks.FailNextObject("stand-in LLM failed on purpose"),
        _ => null,
    };

    private static OutsideAction? After(RecordedFrame frame, RocketRideEmulator emulator) => (frame.Scenario, Seq(frame)) switch
    {
        ("engine_killed_with_pending_open", 5) => new OutsideAction(
            TimeSpan.FromSeconds(0.5), () => emulator.Faults.Tasks.KillEngine(frame.Json!["arguments"]!["token"]!.GetValue<string>())),
        _ => null,
    };

    private static int Seq(RecordedFrame frame) =>
        frame.Json is JsonObject json && json["seq"] is { } seq && int.TryParse(seq.ToJsonString(), out int number) ? number : 0;
}

using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The requests that a RocketRide server understands (RocketRide protocol §3). Optional members are left out, never sent as null.</summary>
internal static class RocketRideRequests
{
    private static readonly (RocketRideEventTypes Type, string Name)[] EventTypeNames =
    [
        (RocketRideEventTypes.Detail, "DETAIL"),
        (RocketRideEventTypes.Summary, "SUMMARY"),
        (RocketRideEventTypes.Output, "OUTPUT"),
        (RocketRideEventTypes.Flow, "FLOW"),
        (RocketRideEventTypes.Task, "TASK"),
        (RocketRideEventTypes.Sse, "SSE"),
        (RocketRideEventTypes.Dashboard, "DASHBOARD"),
    ];

    public static DapRequest Ping { get; } = new("rrext_ping");

    public static DapRequest ListTasks { get; } = new("rrext_get_tasks");

    public static DapRequest Probe { get; } = new("rrext_public_probe");

    public static DapRequest Deauth { get; } = new("deauth", static _ => { }) { IsFarewell = true };

    public static DapRequest Auth(string key, string clientName, string clientVersion) => new("auth", writer =>
    {
        writer.WriteString("auth"u8, key);
        writer.WriteString("clientName"u8, clientName);
        writer.WriteString("clientVersion"u8, clientVersion);
    });

    public static DapRequest Execute(RocketRidePipeline pipeline, UseOptions options, IReadOnlyDictionary<string, string> environment) =>
        new("execute", writer =>
        {
            WritePipeline(writer, pipeline);
            WriteText(writer, "source", options.Source);
            WriteText(writer, "token", options.Token);
            if (options.Threads is { } threads)
                writer.WriteNumber("threads"u8, threads);
            if (options.TimeToLive is { } timeToLive)
                writer.WriteNumber("ttl"u8, (long)timeToLive.TotalSeconds);
            if (options.UseExisting)
                writer.WriteBoolean("useExisting"u8, true);
            WriteArguments(writer, options.Arguments);
            WriteText(writer, "pipelineTraceLevel", TraceLevelName(options.TraceLevel));
            WriteText(writer, "name", options.Name ?? pipeline.Name);
            WriteEnvironment(writer, environment);
            WriteText(writer, "teamId", options.TeamId);
        });

    /// <summary>The token has to be the run's own: with <c>*</c> the server finds no task (RocketRide protocol §3.2).</summary>
    public static DapRequest Restart(string token, RocketRidePipeline pipeline) => new("restart", writer =>
    {
        writer.WriteString("token"u8, token);
        WritePipeline(writer, pipeline);
    });

    public static DapRequest Status(string token) => new("rrext_get_task_status", writer => writer.WriteString("token"u8, token));

    public static DapRequest Terminate(string token) => new("terminate", writer => writer.WriteString("token"u8, token));

    public static DapRequest Monitor(MonitorKey key, RocketRideEventTypes types) => new("rrext_monitor", writer =>
    {
        if (key.IsEverything)
        {
            writer.WriteString("token"u8, "*"u8);
        }
        else
        {
            writer.WriteString("projectId"u8, key.ProjectId);
            writer.WriteString("source"u8, key.Source);
        }
        WriteMask(writer, key.PipeId, types);
    });

    public static DapRequest Monitor(string token, long? pipeId, RocketRideEventTypes types) => new("rrext_monitor", writer =>
    {
        writer.WriteString("token"u8, token);
        WriteMask(writer, pipeId, types);
    });

    /// <summary>
    /// Announces an object. A size that is not known is left out, and none is ever sent as 0, for the server skips objects of that size (RocketRide protocol §5.1).
    /// </summary>
    public static DapRequest OpenPipe(string token, SendOptions options, long? size) => new("rrext_process", writer =>
    {
        writer.WriteString("subcommand"u8, "open"u8);
        writer.WriteStartObject("object"u8);
        WriteText(writer, "name", options.Name);
        if (size is { } bytes)
            writer.WriteNumber("size"u8, Math.Max(1, bytes));
        writer.WriteEndObject();
        writer.WriteString("mimeType"u8, options.MimeType);
        WriteText(writer, "provider", options.Provider);
        writer.WriteString("token"u8, token);
    });

    public static DapRequest WritePipe(string token, long pipeId, ReadOnlyMemory<byte> data) =>
        new("rrext_process", writer => WritePipeAddress(writer, "write", pipeId, token), data);

    public static DapRequest ClosePipe(string token, long pipeId) =>
        new("rrext_process", writer => WritePipeAddress(writer, "close", pipeId, token));

    /// <summary>The server wants names; a mask of bits would be refused as soon as it holds one that it does not know.</summary>
    private static void WriteMask(Utf8JsonWriter writer, long? pipeId, RocketRideEventTypes types)
    {
        if (pipeId is { } pipe)
            writer.WriteNumber("pipeId"u8, pipe);
        writer.WriteStartArray("types"u8);
        foreach (var (type, name) in EventTypeNames)
        {
            if (types.HasFlag(type))
                writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
    }

    internal static void WritePipeline(Utf8JsonWriter writer, RocketRidePipeline pipeline)
    {
        writer.WritePropertyName("pipeline"u8);
        writer.WriteRawValue(pipeline.Utf8, skipInputValidation: true);
    }

    private static void WritePipeAddress(Utf8JsonWriter writer, string subcommand, long pipeId, string token)
    {
        writer.WriteString("subcommand"u8, subcommand);
        writer.WriteNumber("pipe_id"u8, pipeId);
        writer.WriteString("token"u8, token);
    }

    private static void WriteArguments(Utf8JsonWriter writer, IReadOnlyList<string> arguments)
    {
        writer.WriteStartArray("args"u8);
        foreach (var argument in arguments)
            writer.WriteStringValue(argument);
        writer.WriteEndArray();
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.Count == 0)
            return;
        writer.WriteStartObject("env"u8);
        foreach (var (name, value) in environment)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static string? TraceLevelName(PipelineTraceLevel? level) => level switch
    {
        null => null,
        PipelineTraceLevel.Metadata => "metadata",
        PipelineTraceLevel.Summary => "summary",
        _ => "full",
    };
}

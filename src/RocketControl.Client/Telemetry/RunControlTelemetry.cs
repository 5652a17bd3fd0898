namespace RocketControl.Client;

/// <summary>
/// The names of the spans, metrics and tags that this library gives out. They are stable: dashboards may rely on them. Nothing is computed while nobody listens, and no
/// tag ever holds a key, a token or anything of which there is no end of different values; only <see cref="RunTag"/>, which is on spans alone, tells runs apart.
/// </summary>
public static class RunControlTelemetry
{
    /// <summary>The one source of spans, for example for OpenTelemetry's <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "RocketControl.Client";

    /// <summary>The one meter, for example for OpenTelemetry's <c>AddMeter</c>.</summary>
    public const string MeterName = "RocketControl.Client";

    /// <summary>What the name of every span begins with; the operation follows, as in <c>rocketcontrol.get_status</c>.</summary>
    public const string SpanPrefix = "rocketcontrol.";

    /// <summary>Calls that have ended: a counter, in <c>{call}</c>.</summary>
    public const string CallCount = "rocketcontrol.client.calls";

    /// <summary>How long calls took, repetitions and pauses included: a histogram, in <c>s</c>.</summary>
    public const string CallDuration = "rocketcontrol.client.call.duration";

    /// <summary>Calls under way: an up-down counter, in <c>{call}</c>.</summary>
    public const string PendingCalls = "rocketcontrol.client.pending";

    /// <summary>Messages and bodies sent: a counter, in <c>By</c>.</summary>
    public const string BytesSent = "rocketcontrol.client.bytes.sent";

    /// <summary>Messages and bodies received: a counter, in <c>By</c>.</summary>
    public const string BytesReceived = "rocketcontrol.client.bytes.received";

    /// <summary>Connections made again after one was lost: a counter, in <c>{reconnect}</c>.</summary>
    public const string Reconnects = "rocketcontrol.client.reconnects";

    /// <summary>Events that a follower was too slow for: a counter, in <c>{event}</c>.</summary>
    public const string EventsDropped = "rocketcontrol.client.events.dropped";

    /// <summary>Runs that were started here and not seen to end: an up-down counter, in <c>{run}</c>.</summary>
    public const string ActiveRuns = "rocketcontrol.client.runs.active";

    /// <summary>Which kind of system: <c>rocketride</c>, <c>feldera</c>, <c>vectorshift</c>, <c>processes</c>.</summary>
    public const string SystemTag = "rocketcontrol.system";

    /// <summary>What was done: <c>use</c>, <c>send</c>, <c>get_status</c> …</summary>
    public const string OperationTag = "rocketcontrol.operation";

    /// <summary>What carried it, as <see cref="RunControlClient.TransportName"/> tells.</summary>
    public const string TransportTag = "rocketcontrol.transport";

    /// <summary>How it ended: <c>ok</c>, <c>canceled</c>, a <see cref="RunControlErrorKind"/> such as <c>not_found</c>, or <c>other</c>.</summary>
    public const string OutcomeTag = "rocketcontrol.outcome";

    /// <summary>The run's <see cref="Run.DisplayId"/>, which holds no secret; missing when that is not known. On spans only.</summary>
    public const string RunTag = "rocketcontrol.run.display_id";

    /// <summary>True when the call failed and may have been carried out all the same. On spans only.</summary>
    public const string OutcomeUnknownTag = "rocketcontrol.outcome_unknown";

    /// <summary>The type of the exception. On spans and their events only.</summary>
    public const string ErrorTypeTag = "error.type";

    /// <summary>The status of the HTTP answer that the call failed with. On spans only.</summary>
    public const string HttpStatusTag = "http.response.status_code";

    /// <summary>The event of a span whose call is repeated.</summary>
    public const string RetryEvent = "retry";

    /// <summary>Which repetition it is, from 1. On <see cref="RetryEvent"/> only.</summary>
    public const string RetryAttemptTag = "rocketcontrol.retry.attempt";
}

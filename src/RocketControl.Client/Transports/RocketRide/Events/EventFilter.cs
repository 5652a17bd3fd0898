namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>
/// Keeps from a subscription what only another one of the same client asked for: the server knows one mask for each run. What is of no type (unknown events, and
/// those that this client makes) always comes through.
/// </summary>
internal static class EventFilter
{
    public static bool IsOfTypes(RocketRideEvent next, RocketRideEventTypes types) => TypeOf(next) is not { } type || types.HasFlag(type);

    public static bool IsOfPipe(RocketRideEvent next, long pipeId) => next is SseEvent sse ? sse.PipeId == pipeId : next is EventsDropped or ConnectionChanged;

    private static RocketRideEventTypes? TypeOf(RocketRideEvent next) => next switch
    {
        StatusEvent => RocketRideEventTypes.Summary,
        TaskEvent => RocketRideEventTypes.Task,
        ObjectEvent or CountsEvent or ErrorEvent or WarningEvent or MessageEvent or DownloadEvent or NotesEvent or MetricsEvent or InfoEvent =>
            RocketRideEventTypes.Detail,
        OutputEvent => RocketRideEventTypes.Output,
        FlowEvent => RocketRideEventTypes.Flow,
        SseEvent => RocketRideEventTypes.Sse,
        DashboardEvent => RocketRideEventTypes.Dashboard,
        _ => null,
    };
}

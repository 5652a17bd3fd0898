namespace RocketControl.Client.Telemetry;

/// <summary>The operations of a client as tags and spans say them. Those that only one backend has are said as <see cref="TagText"/> says them.</summary>
internal static class OperationNames
{
    public const string Connect = "connect";
    public const string Use = "use";
    public const string Attach = "attach";
    public const string Send = "send";

    /// <summary>A call of its own: how long a pipe stays open is up to its user.</summary>
    public const string OpenPipe = "open_pipe";

    public const string GetStatus = "get_status";
    public const string Watch = "watch";
    public const string Wait = "wait";
    public const string Terminate = "terminate";
    public const string Restart = "restart";
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string List = "list";

    /// <summary>True for what a client does, which may take many requests; false for what only one backend has, where a request is a call.</summary>
    public static bool IsOfClient(RunOperation operation) => operation is
        RunOperation.Connect or RunOperation.Use or RunOperation.Attach or RunOperation.Send or RunOperation.GetStatus or RunOperation.Watch or RunOperation.Wait
        or RunOperation.Terminate or RunOperation.Restart or RunOperation.Pause or RunOperation.Resume or RunOperation.List;
}

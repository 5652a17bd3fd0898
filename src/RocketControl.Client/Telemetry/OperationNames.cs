namespace RocketControl.Client.Telemetry;

/// <summary>The operations of a client as tags and spans say them. What only one backend has is said by <see cref="TagText"/>.</summary>
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
}

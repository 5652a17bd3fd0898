namespace RocketControl.Client;

/// <summary>The ids of the events that this library logs. They are never reused.</summary>
public static class RunControlEventIds
{
    /// <summary>A connection is over.</summary>
    public const int ConnectionBroken = 1001;

    /// <summary>A reply came for a request that was never made, or a second one for the same.</summary>
    public const int UnknownReply = 1002;

    /// <summary>A reply came after its caller had given up.</summary>
    public const int LateReply = 1003;

    /// <summary>A frame was not understood.</summary>
    public const int DefectiveFrame = 1004;

    /// <summary>A connection could not be closed properly and was dropped.</summary>
    public const int CloseFailed = 1005;

    /// <summary>A connection was made and the login accepted.</summary>
    public const int Connected = 1101;

    /// <summary>A call failed and is repeated.</summary>
    public const int Retrying = 1102;

    /// <summary>A run came up after the caller of its start had given up.</summary>
    public const int LateStart = 1103;

    /// <summary>A run was started.</summary>
    public const int RunStarted = 1104;

    /// <summary>A run's termination was accepted.</summary>
    public const int RunTerminated = 1105;

    /// <summary>A time to live is so short that the server ends even a busy run.</summary>
    public const int TimeToLiveTooShort = 1106;

    /// <summary>An object went in and nothing came out.</summary>
    public const int EmptyResult = 1107;

    /// <summary>The server's events are not subscribed to any more, and telling it so failed.</summary>
    public const int UnsubscribeFailed = 1108;

    /// <summary>A subscription could not be restored after a reconnect.</summary>
    public const int SubscribeFailed = 1109;

    /// <summary>The state of the connection has changed.</summary>
    public const int StateChanged = 1110;

    /// <summary>An attempt to connect again failed.</summary>
    public const int ReconnectFailed = 1111;

    /// <summary>A handler that the user attached threw.</summary>
    public const int HandlerFailed = 1112;

    /// <summary>An object was given up half-sent.</summary>
    public const int PipeAbandoned = 1120;

    /// <summary>A pipe was opened after its caller had given up.</summary>
    public const int LateOpen = 1121;

    /// <summary>A run was restarted.</summary>
    public const int RunRestarted = 1113;

    /// <summary>A file of the server's store could not be closed.</summary>
    public const int StoreCloseFailed = 1130;

    /// <summary>A call to a Feldera server failed and is repeated.</summary>
    public const int FelderaRetrying = 1201;

    /// <summary>A Feldera pipeline came up.</summary>
    public const int FelderaStarted = 1202;

    /// <summary>A Feldera pipeline came up and waits for an approval.</summary>
    public const int FelderaAwaitsApproval = 1203;

    /// <summary>The end of a Feldera pipeline was accepted.</summary>
    public const int FelderaStopAccepted = 1204;

    /// <summary>A Feldera pipeline was ended by force because it did not end gracefully in time.</summary>
    public const int FelderaStopEscalated = 1205;

    /// <summary>A call to VectorShift failed and is repeated.</summary>
    public const int VectorShiftRetrying = 1301;

    /// <summary>A run on VectorShift has named itself in its stream.</summary>
    public const int VectorShiftRunStarted = 1302;

    /// <summary>A run on VectorShift named itself after the caller of its start had given up.</summary>
    public const int VectorShiftLateStart = 1303;

    /// <summary>VectorShift accepted to end a run.</summary>
    public const int VectorShiftRunTerminated = 1304;

    /// <summary>The stream of a run on VectorShift broke.</summary>
    public const int VectorShiftStreamBroken = 1305;

    /// <summary>The stream of a run on VectorShift has an event that is not known.</summary>
    public const int VectorShiftUnknownEvent = 1306;

    /// <summary>A call to a process manager failed and is repeated.</summary>
    public const int ProcessCallRetrying = 1401;

    /// <summary>A process manager carried out a termination.</summary>
    public const int ProcessTerminated = 1402;

    /// <summary>A process manager was found to lack a route.</summary>
    public const int ProcessRouteMissing = 1403;

    /// <summary>A listener of the progress of files threw.</summary>
    public const int ProgressListenerFailed = 1501;
}

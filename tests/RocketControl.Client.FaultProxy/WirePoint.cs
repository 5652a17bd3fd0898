namespace RocketControl.Client.Tests.Wire;

/// <summary>How far a request or its reply gets before the fault.</summary>
public enum WirePoint
{
    /// <summary>Nothing of the request has reached the server.</summary>
    BeforeSend,

    /// <summary>One half of the request has reached the server.</summary>
    DuringSend,

    /// <summary>The server has carried out the request; nothing of its reply has reached the client.</summary>
    SentNoReply,

    /// <summary>One half of the reply has reached the client.</summary>
    DuringReply,
}

using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>A fault, where it can happen, and how the kinds of calls have to end then.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Fault">What the proxy does.</param>
/// <param name="Points">How far the call can have got.</param>
/// <param name="Expect">How a call has to end.</param>
internal sealed record MatrixFault(string Name, WireFault Fault, IReadOnlyList<WirePoint> Points, Func<MatrixCall, Ending> Expect)
{
    public static IReadOnlyList<WirePoint> Everywhere { get; } = Enum.GetValues<WirePoint>();

    public static IReadOnlyList<WirePoint> OnWholeUnits { get; } = [WirePoint.BeforeSend, WirePoint.SentNoReply];

    public static IReadOnlyList<WirePoint> OnReplies { get; } = [WirePoint.SentNoReply];

    /// <summary>Everywhere but inside a reply, where more bytes would count as its content.</summary>
    public static IReadOnlyList<WirePoint> OutsideReplies { get; } = [WirePoint.BeforeSend, WirePoint.DuringSend, WirePoint.SentNoReply];

    public static IReadOnlyList<WirePoint> BeforeSending { get; } = [WirePoint.BeforeSend];

    public static IReadOnlyList<WirePoint> InsideReplies { get; } = [WirePoint.DuringReply];

    /// <summary>What nobody notices but the clock.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether the heartbeat of an established connection notices it.</summary>
    public bool IsHeartbeats { get; init; }

    /// <summary>What happens besides, until the call has ended, to other requests.</summary>
    public (string Request, WireFault Fault, int Times)? Besides { get; init; }

    /// <summary>Whether it can happen to frames only.</summary>
    public bool IsOfFrames { get; init; }

    /// <summary>Whether it can happen to the opening of a WebSocket only.</summary>
    public bool IsOfUpgrades { get; init; }

    /// <summary>Whether it can meet only calls whose answer is looked into.</summary>
    public bool NeedsJson { get; init; }

    /// <summary>Whether it can meet only calls whose answer is read while it comes, or only others; null for all.</summary>
    public bool? IsOfStreams { get; init; }

    /// <summary>How long the server asks to wait; null when it does not.</summary>
    public TimeSpan? PauseAsked { get; init; }

    /// <summary>How often it happens.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether it takes a connection that was fit for use.</summary>
    public bool NeedsConnection { get; init; }

    /// <summary>Whether even what must not be done twice is sent again, because it surely was not done.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>What the next call may still be told of, so that only the one after that has to work; null for nothing.</summary>
    public Ending? Aftermath { get; init; }

    public bool CanMeet(MatrixCall call) =>
        !(IsOfFrames && call.Kind == CallKind.Opening)
        && !(IsOfUpgrades && call.Kind != CallKind.Opening)
        && !(NeedsJson && call.Answer != AnswerKind.Json)
        && !(IsOfStreams is { } streams && streams != call.IsStream)
        && !(IsSilent && call.HasNoLimit && Points == InsideReplies)
        && !(NeedsConnection && call.Kind is (CallKind.Opening or CallKind.LoggingIn));

    public override string ToString() => Name;
}

using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What can happen to an HTTP exchange whatever system it is with.</summary>
internal static class HttpWireFaults
{
    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("its bytes come one by one", WireFault.Split, MatrixFault.OnWholeUnits, Harmless),
        new("it comes late", WireFault.Delay, MatrixFault.Everywhere, Harmless),
        .. Cuts("the connection is reset", WireFault.Reset),
        .. Cuts("the connection ends", WireFault.Finish),
        .. Cuts("the server's side of the connection ends", WireFault.HalfClose),
        .. Cuts("the server is restarted", WireFault.Restart),
        new("the server goes away and is back for the next call", WireFault.Leave, MatrixFault.OnWholeUnits, _ => Ending.Unknown<RunConnectionLostException>()),
        new("the connection falls silent", WireFault.Stall, MatrixFault.OutsideReplies, Unanswered) { IsSilent = true },
        new("the connection falls silent", WireFault.Stall, MatrixFault.InsideReplies, Unanswered) { IsSilent = true },
        new("the head of the answer is garbled", WireFault.GarbleHead, MatrixFault.OnReplies, Cut),
    ];

    public static Ending Harmless(MatrixCall call) => Ending.Right;

    /// <summary>What may be done twice is done again.</summary>
    public static Ending Cut(MatrixCall call) =>
        call.Kind is CallKind.Reading or CallKind.Repeatable ? Ending.Right : Ending.Unknown<RunConnectionLostException>();

    private static IEnumerable<MatrixFault> Cuts(string name, WireFault fault) =>
    [
        new(name, fault, MatrixFault.OutsideReplies, Cut),
        new(name, fault, MatrixFault.InsideReplies, CutInside),
    ];

    /// <summary>What has been handed out of a stream cannot be taken back, so it is not begun anew.</summary>
    private static Ending CutInside(MatrixCall call) => call.IsStream ? Ending.Unknown<RunConnectionLostException>() : Cut(call);

    private static Ending Unanswered(MatrixCall call) => Ending.Unknown<RunTimeoutException>();
}

using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What can happen to an HTTP exchange whatever system it is with.</summary>
internal static class HttpWireFaults
{
    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("its bytes come one by one", WireFault.Split, MatrixFault.OnWholeUnits, Harmless),
        new("it comes late", WireFault.Delay, MatrixFault.Everywhere, Harmless),
        new("the connection is reset", WireFault.Reset, MatrixFault.Everywhere, Cut),
        new("the connection ends", WireFault.Finish, MatrixFault.Everywhere, Cut),
        new("the server's side of the connection ends", WireFault.HalfClose, MatrixFault.Everywhere, Cut),
        new("the connection falls silent", WireFault.Stall, MatrixFault.Everywhere, Unanswered) { IsSilent = true },
        new("the head of the answer is garbled", WireFault.GarbleHead, MatrixFault.OnReplies, Cut),
    ];

    public static Ending Harmless(CallKind kind) => Ending.Right;

    public static Ending Cut(CallKind kind) => kind == CallKind.Repeatable ? Ending.Right : Ending.Unknown<RunConnectionLostException>();

    private static Ending Unanswered(CallKind kind) => Ending.Unknown<RunTimeoutException>();
}

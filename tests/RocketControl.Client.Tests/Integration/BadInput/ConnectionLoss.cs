using RocketControl.Client.Emulator.Faults;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>A way to lose the connection in the middle of a call.</summary>
internal sealed class ConnectionLoss
{
    private readonly string _name;
    private readonly Func<RequestFaultBuilder, InjectedFault> _inject;

    private ConnectionLoss(string name, bool isHandled, Func<RequestFaultBuilder, InjectedFault> inject)
    {
        (_name, _inject) = (name, inject);
        IsHandled = isHandled;
    }

    public static IEnumerable<ConnectionLoss> All =>
    [
        new("reset before it is handled", false, fault => fault.DropBeforeExecuting()),
        new("ended before it is handled", false, fault => fault.DropBeforeExecuting(ConnectionDrop.Finish)),
        new("reset after it was handled", true, fault => fault.DropAfterExecuting()),
        new("ended after it was handled", true, fault => fault.DropAfterExecuting(ConnectionDrop.Finish)),
        new("ended in the middle of the reply", true, fault => fault.DropInsideReply(ConnectionDrop.Finish)),
        .. new[] { 1000, 1001, 1011, 1012 }.SelectMany(Closed),
    ];

    /// <summary>Whether the server carries out the request before.</summary>
    public bool IsHandled { get; }

    public InjectedFault Inject(RequestFaultBuilder fault) => _inject(fault);

    public override string ToString() => _name;

    private static IEnumerable<ConnectionLoss> Closed(int code) =>
    [
        new($"closed with {code} before it is handled", false, fault => fault.CloseBeforeExecuting(code)),
        new($"closed with {code} after it was handled", true, fault => fault.CloseAfterExecuting(code)),
    ];
}

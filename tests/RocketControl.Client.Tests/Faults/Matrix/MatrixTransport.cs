using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>A transport in the matrix: its server, its calls, and the faults that its wire can have. One instance serves all cells of a call.</summary>
internal abstract class MatrixTransport : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>The class of the transport.</summary>
    public abstract Type Type { get; }

    public abstract IReadOnlyList<MatrixCall> Calls { get; }

    public abstract IReadOnlyList<MatrixFault> Faults { get; }

    public IEnumerable<MatrixCell> Cells =>
        from call in Calls
        from fault in Faults
        where fault.CanMeet(call)
        from point in fault.Points
        select new MatrixCell(call, fault, point);

    public abstract Task StartAsync();

    /// <summary>A proxy, a client behind it, and a run of its own, ready for the call.</summary>
    /// <param name="cell">What is to be done.</param>
    /// <param name="number">Counts the cells.</param>
    /// <param name="time">The client's clock; null for the system's.</param>
    public abstract Task<MatrixScene> SetAsync(MatrixCell cell, int number, ManualTimeProvider? time);

    /// <summary>The call that has to work afterwards.</summary>
    public abstract Task UseAgainAsync(MatrixScene scene);

    public abstract ValueTask DisposeAsync();

    public override string ToString() => Name;
}

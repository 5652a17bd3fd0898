namespace RocketControl.Client.Emulator.Faults;

/// <summary>How often a fault strikes. Without a call of <see cref="Once"/> or <see cref="Times"/> it strikes until it is taken back.</summary>
/// <typeparam name="TBuilder">The builder itself.</typeparam>
public abstract class FaultBuilder<TBuilder>
    where TBuilder : FaultBuilder<TBuilder>
{
    private protected FaultBuilder()
    {
    }

    private protected int Skipped { get; private set; }

    private protected int? Count { get; private set; }

    /// <summary>Strikes one time.</summary>
    public TBuilder Once() => Times(1);

    /// <summary>Strikes this many times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public TBuilder Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        return (TBuilder)this;
    }

    /// <summary>Lets the first matches pass unharmed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public TBuilder Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Skipped = count;
        return (TBuilder)this;
    }
}

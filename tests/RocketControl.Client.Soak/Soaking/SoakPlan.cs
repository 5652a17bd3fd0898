namespace RocketControl.Client.Soak.Soaking;

/// <summary>How long and how hard.</summary>
internal sealed record SoakPlan
{
    private const int RelayedBetweenKills = 150;

    /// <summary>Decides where connections are killed and what the workers do. The interleaving of threads is not repeatable; the choices are.</summary>
    public required int Seed { get; init; }

    public required RocketRideTransportMode Transport { get; init; }

    /// <summary>How many workers share the client.</summary>
    public int Workers { get; init; } = 16;

    /// <summary>How many steps each worker makes in one round; after a round everything is checked against the server's ledger.</summary>
    public int StepsPerRound { get; init; } = 40;

    /// <summary>Whether another round is to follow, given how many are over and how many kills there were.</summary>
    public required Func<int, int, bool> GoesOn { get; init; }

    /// <summary>Whether the next kill is due, given how many there were and how many units were relayed.</summary>
    public required Func<int, long, bool> KillIsDue { get; init; }

    /// <summary>So many rounds, with a kill whenever so much was relayed: bounded by the work that is done and not by a clock.</summary>
    public static SoakPlan OfRounds(int seed, RocketRideTransportMode transport, int rounds) => new()
    {
        Seed = seed,
        Transport = transport,
        GoesOn = (done, _) => done < rounds,
        KillIsDue = (kills, units) => units > (kills + 1) * RelayedBetweenKills,
    };
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace RocketControl.Client.Packaging.Tests.PublicApi;

/// <summary>All that users of a library can see, sorted, one line a member.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly library)
    {
        var text = new StringBuilder();
        var types = library.GetExportedTypes().OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => TypeSyntax.NameOf(type), StringComparer.Ordinal);
        foreach (var space in types.GroupBy(type => type.Namespace))
        {
            text.Append($"namespace {space.Key}\n\n");
            foreach (var type in space)
            {
                text.Append($"{TypeDeclaration.Of(type)}\n");
                foreach (var member in MembersOf(type))
                    text.Append($"    {member}\n");
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
            return [];
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), null)).Select(MemberSyntax.Of);
        return type.GetMembers(Declared)
            .Where(IsListed)
            .Select(member => (Rank: Rank(member), member.Name, Line: MemberSyntax.Of(member)))
            .OrderBy(member => member.Rank).ThenBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Line, StringComparer.Ordinal)
            .Select(member => member.Line);
    }

    private static bool IsListed(MemberInfo member) => member switch
    {
        _ when member.Name.Contains('<', StringComparison.Ordinal) => false,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible) && !IsMadeForRecords(property),
        EventInfo happening => IsVisible(happening.AddMethod!),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        ConstructorInfo constructor => IsVisible(constructor) && !constructor.IsDefined(typeof(CompilerGeneratedAttribute)),
        MethodInfo method => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || IsOperator(method)),
        _ => false,
    };

    private static bool IsMadeForRecords(PropertyInfo property) => property.Name == "EqualityContract";

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static int Rank(MemberInfo member) => member switch
    {
        FieldInfo => 0,
        ConstructorInfo => 1,
        PropertyInfo => 2,
        EventInfo => 3,
        _ => 4,
    };
}

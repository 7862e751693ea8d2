# The settings that Qt asks for a color: a factory makes them, and they have one. Both are there to the end, and are each
# interface that they are asked for. What comes in is in rcx, rdx and r8; eax goes out, 0 for success.
        .text
        .globl  DllGetActivationFactory
DllGetActivationFactory:                # name, where to put the factory
        lea     factory(%rip), %rax
        mov     %rax, (%rdx)
        xor     %eax, %eax
        ret
query_interface:                        # this, id, where to put the interface
        mov     %rcx, (%r8)
        xor     %eax, %eax
        ret
count:                                  # AddRef and Release
        mov     $1, %eax
        ret
activate:                               # this, where to put the settings
        lea     settings(%rip), %rax
        mov     %rax, (%rdx)
        xor     %eax, %eax
        ret
get_color:                              # this, which, where to put alpha, red, green and blue
        movl    $0xD47800FF, (%r8)
        xor     %eax, %eax
        ret
succeed:
        xor     %eax, %eax
        ret
refuse:                                 # E_NOTIMPL
        mov     $0x80004001, %eax
        ret
        .data
        .balign 8
factory:        .quad   factory_calls
settings:       .quad   settings_calls
# IUnknown, IInspectable, and then IActivationFactory or IUISettings3
factory_calls:  .quad   query_interface, count, count, refuse, refuse, refuse, activate
settings_calls: .quad   query_interface, count, count, refuse, refuse, refuse, get_color, succeed, succeed
